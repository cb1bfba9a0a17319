// `npm run schemas`: writes media/schemas from the tables of fields.
import { writeFileSync } from 'node:fs';
import { schemaFiles } from './files.ts';

void schemaFiles().then(files => {
  for (const [path, text] of files) writeFileSync(path, text);
});
