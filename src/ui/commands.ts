import * as vscode from 'vscode';
import { namesIn } from '../ocs/narrow.ts';
import type { CommandLink } from './markdown.ts';

/** Every command, with the title that menus, buttons and the Command Palette show. What each one does: `src/commands`. */
export const commandTitles = {
  addServer: vscode.l10n.t('Add Server…'),
  tryDemo: vscode.l10n.t('Try the Demo'),
  signIn: vscode.l10n.t('Sign In…'),
  signOut: vscode.l10n.t('Sign Out'),
  removeServer: vscode.l10n.t('Remove Server…'),
  renameServer: vscode.l10n.t('Rename Server…'),
  changeServerUrl: vscode.l10n.t('Change Server Address…'),
  changeServerUser: vscode.l10n.t('Sign In as Another User…'),
  retryServer: vscode.l10n.t('Retry Connection'),
  trustCertificate: vscode.l10n.t('Review Certificate…'),
  diagnoseServer: vscode.l10n.t('Diagnose Server…'),
  diagnoseAddress: vscode.l10n.t('Diagnose Address'),
  openOverview: vscode.l10n.t('Open Server Overview'),
  openServerInBrowser: vscode.l10n.t('Open Server in Browser'),
  copyServerUrl: vscode.l10n.t('Copy Server Address'),
  showLog: vscode.l10n.t('Show Log'),
  undo: vscode.l10n.t('Undo…'),
  openRow: vscode.l10n.t('Open'),
  findUser: vscode.l10n.t('Find User…'),
  inspectUser: vscode.l10n.t('Inspect User'),
  inspectVariable: vscode.l10n.t('Inspect as Nextcloud User'),
  allowHovers: vscode.l10n.t('Allow Hovers in This Workspace…'),
  denyHovers: vscode.l10n.t('Turn Off Hovers in This Workspace'),
  openUser: vscode.l10n.t('Open User'),
  openUserInWeb: vscode.l10n.t('Open User in Web Interface'),
  openUsersTable: vscode.l10n.t('Open Users as a Table'),
  exportTable: vscode.l10n.t('Export Table…'),
  reviewAccess: vscode.l10n.t('Review Access'),
  saveSnapshot: vscode.l10n.t('Save Snapshot…'),
  compareServer: vscode.l10n.t('Compare Server With…'),
  copyUserDifferences: vscode.l10n.t('Copy Differences of User…'),
  compareUser: vscode.l10n.t('Compare User With…'),
  compareUsers: vscode.l10n.t('Compare Selected Users'),
  duplicateUser: vscode.l10n.t('Duplicate User…'),
  recreateUser: vscode.l10n.t('Recreate User…'),
  enableUsers: vscode.l10n.t('Enable User'),
  disableUsers: vscode.l10n.t('Disable User'),
  changeGroups: vscode.l10n.t('Manage Group Memberships…'),
  changeSubadminRoles: vscode.l10n.t('Manage Group Administrator Roles…'),
  renameUser: vscode.l10n.t('Change Display Name…'),
  changeEmail: vscode.l10n.t('Change Email Address…'),
  addEmail: vscode.l10n.t('Add Email Address…'),
  removeEmail: vscode.l10n.t('Remove Additional Email Address…'),
  changeQuota: vscode.l10n.t('Change Quota…'),
  changeManager: vscode.l10n.t('Change Manager…'),
  changeLanguage: vscode.l10n.t('Change Language…'),
  resetPassword: vscode.l10n.t('Reset Password…'),
  resetSecondFactor: vscode.l10n.t('Reset Second Factor…'),
  resendWelcomeEmail: vscode.l10n.t('Send Welcome Email'),
  copyUserIds: vscode.l10n.t('Copy User ID'),
  copyEmails: vscode.l10n.t('Copy Email Address'),
  wipeDevices: vscode.l10n.t('Wipe Devices…'),
  deleteUsers: vscode.l10n.t('Delete User…'),
  createUser: vscode.l10n.t('Create User…'),
  createUserInForm: vscode.l10n.t('Create User in Form…'),
  bulkEditUsers: vscode.l10n.t('Bulk Edit Users…'),
  sendNotification: vscode.l10n.t('Send Notification…'),
  offboardUsers: vscode.l10n.t('Offboard User…'),
  onboardUser: vscode.l10n.t('Onboard User…'),
  runRecipe: vscode.l10n.t('Run Recipe…'),
  exportUsers: vscode.l10n.t('Export Users…'),
  exportGroups: vscode.l10n.t('Export Groups…'),
  exportApps: vscode.l10n.t('Export Apps…'),
  changeVisibility: vscode.l10n.t('Change Profile Visibility…'),
  importUsers: vscode.l10n.t('Import Users…'),
  importFile: vscode.l10n.t('Import Users from This File…'),
  newImportSample: vscode.l10n.t('New Sample Import File'),
  showCredentials: vscode.l10n.t('Show Sign-In Details'),
  printCredentials: vscode.l10n.t('Print Sign-In Details…'),
  addGroupsToImport: vscode.l10n.t('Create Missing Groups'),
  openGroup: vscode.l10n.t('Open Group'),
  openGroupInWeb: vscode.l10n.t('Open Group in Web Interface'),
  addMembers: vscode.l10n.t('Add Members to Group…'),
  removeMembers: vscode.l10n.t('Remove Members from Group…'),
  addSubadmins: vscode.l10n.t('Add Group Administrators…'),
  removeSubadmins: vscode.l10n.t('Remove Group Administrators…'),
  renameGroup: vscode.l10n.t('Rename Group…'),
  copyGroupIds: vscode.l10n.t('Copy Group ID'),
  deleteGroups: vscode.l10n.t('Delete Group…'),
  createGroup: vscode.l10n.t('Create Group…'),
  showAppInfo: vscode.l10n.t('Show App Info'),
  openAppInWeb: vscode.l10n.t('Open App in Web Interface'),
  enableApps: vscode.l10n.t('Enable App'),
  disableApps: vscode.l10n.t('Disable App'),
  toggleApps: vscode.l10n.t('Enable or Disable App'),
  updateApps: vscode.l10n.t('Update App'),
  updateAllApps: vscode.l10n.t('Update All Apps…'),
  installApp: vscode.l10n.t('Install App…'),
  limitApp: vscode.l10n.t('Enable App for Groups…'),
  forceApp: vscode.l10n.t('Enable Incompatible App…'),
  removeApps: vscode.l10n.t('Remove App…'),
  copyAppIds: vscode.l10n.t('Copy App ID'),
  openApps: vscode.l10n.t('Open Apps'),
  openAppUpdates: vscode.l10n.t('Open App Updates'),
  openAppConfig: vscode.l10n.t('Open App Configuration…'),
  compareAppConfig: vscode.l10n.t('Compare App Configuration…'),
  revealSecrets: vscode.l10n.t('Reveal Secret Values…'),
  openPlan: vscode.l10n.t('Open Plan…'),
  applyPlan: vscode.l10n.t('Apply Plan…'),
  resumePlan: vscode.l10n.t('Resume Plan…'),
  retryPlan: vscode.l10n.t('Retry Failed Steps of Plan…'),
  undoPlan: vscode.l10n.t('Undo Plan…'),
  pausePlan: vscode.l10n.t('Pause Plan'),
  continuePlan: vscode.l10n.t('Continue Plan'),
  cancelPlan: vscode.l10n.t('Cancel Plan'),
  comparePlan: vscode.l10n.t('Compare Plan'),
  copyPlanReport: vscode.l10n.t('Copy Report of Plan'),
  deletePlan: vscode.l10n.t('Delete Plan…'),
  planCode: vscode.l10n.t('Plan Server File'),
  applyCode: vscode.l10n.t('Apply Server File…'),
  checkCode: vscode.l10n.t('Check Server File'),
  forgetCodePasswords: vscode.l10n.t('Forget Passwords of Server Files'),
  filterList: vscode.l10n.t('Filter List…'),
  clearFilter: vscode.l10n.t('Clear Filter'),
  sortList: vscode.l10n.t('Sort List…'),
  refreshList: vscode.l10n.t('Refresh List'),
  loadMore: vscode.l10n.t('Load More'),
} as const;

/** A command without `nextcloudAdmin.`. */
export type CommandId = keyof typeof commandTitles;

export const commandIds: readonly CommandId[] = namesIn(commandTitles);

/** The name under which VS Code knows a command. */
export const commandName = (id: CommandId): `nextcloudAdmin.${CommandId}` => `nextcloudAdmin.${id}`;

/** The name under which the menus of rows have a command, where a shorter title is enough. */
export const rowCommandName = (id: CommandId): `nextcloudAdmin.${CommandId}.row` => `${commandName(id)}.row`;

/** What when clauses and the walkthrough ask. */
type ContextKey = 'hasServers' | 'hasOwnServers' | 'hasSaved' | 'hasPlan' | 'canUndo';

export function setContext(key: ContextKey, value: boolean): void {
  void vscode.commands.executeCommand('setContext', `nextcloudAdmin.${key}`, value);
}

export function runCommand(id: CommandId, ...args: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(commandName(id), ...args);
}

/** A link in Markdown that runs a command; `args` must survive JSON. */
export function commandLink(id: CommandId, title: string, ...args: unknown[]): CommandLink {
  return { title, command: commandName(id), args };
}
