// `npm run reference`: writes the tables of docs/reference.md from package.json.
import '../unit/support/withoutVscode.ts';
import { writeReference } from './document.ts';

void writeReference();
