export { adminGroup } from './adminGroup.ts';
export { NextcloudClient } from './client.ts';
export { startLoginFlow, type LoginFlow } from './loginFlow.ts';
export { pagesToEnd } from './pages.ts';
export * from './errors.ts';
export { isAbout, policyOf } from './policy.ts';
export * from './types.ts';
export type { EditableField } from './editableFields.ts';
