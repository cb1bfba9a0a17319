// `npm run words`: writes the sentences of src/ into the bundle for translators.
import { writeFileSync } from 'node:fs';
import { bundleFile, extractWords } from './extract.ts';

void extractWords().then(words => writeFileSync(bundleFile, `${JSON.stringify(words, undefined, 2)}\n`));
