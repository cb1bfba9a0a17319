/** Calls that are seldom made. Their code is loaded with the first of them. */
export const seldom = () => import('./seldom.ts');
