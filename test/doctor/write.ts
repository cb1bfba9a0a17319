import { writeFindings } from './document.ts';

writeFindings();
