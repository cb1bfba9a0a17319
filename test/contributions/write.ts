// `npm run contributions`: writes what follows from the table of actions into package.json and package.nls.json.
import '../unit/support/withoutVscode.ts';
import { writeFileSync } from 'node:fs';
import { actions } from '../../src/commands/actions.ts';
import * as files from './packageJson.ts';

const write = (file: string, content: unknown): void =>
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);

write(files.manifestFile, files.withContributions(files.readManifest(), actions));
write(files.wordsFile, files.withTitles(files.readWords(), actions));
