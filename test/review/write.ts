import { writeRules } from './document.ts';

writeRules();
