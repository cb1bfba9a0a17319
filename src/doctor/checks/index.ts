import { accessChecks } from './access.ts';
import type { Check } from './check.ts';
import { frontChecks } from './front.ts';
import { reachChecks } from './reach.ts';
import { writeChecks } from './writes.ts';

const table = { ...reachChecks, ...frontChecks, ...accessChecks, ...writeChecks };

export type CheckId = keyof typeof table;

/** The steps of a diagnosis, in their order. */
export const checks: Readonly<Record<CheckId, Check>> = table;
