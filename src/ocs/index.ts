export { NextcloudClient } from './client.ts';
export { startLoginFlow, type LoginFlow, type LoginFlowOptions } from './loginFlow.ts';
export { pagesToEnd } from './pages.ts';
export * from './errors.ts';
export * from './types.ts';
