/** What VS Code keeps of the form, and its page reads. */
export type { KeptNewUser } from '../../webview/create/protocol.ts';

/** The view type of the form that creates users. */
export const createFormType = 'nextcloudAdmin.createUser';
