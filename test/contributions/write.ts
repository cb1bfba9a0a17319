// `npm run contributions`: writes into package.json what follows from the table of actions.
import '../unit/support/withoutVscode.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { actions } from '../../src/commands/actions.ts';
import { withContributions, type Manifest } from './packageJson.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
writeFileSync('package.json', `${JSON.stringify(withContributions(manifest, actions), undefined, 2)}\n`);
