export { NextcloudClient } from './client.ts';
export { startLoginFlow, type LoginFlow, type LoginFlowOptions } from './loginFlow.ts';
export * from './errors.ts';
export * from './types.ts';
