import { namesIn } from '../ocs/narrow.ts';
import type { CommandId } from '../ui/commands.ts';

interface Submenu {
  title: string;
  /** VS Code's `group@order`. */
  group: string;
}

/** The submenus of rows. An action is in one if its `menu.group` begins with the name: `edit/1_name@2`. */
export const submenus = {
  openIn: { title: 'Open In', group: '1_open@2' },
  review: { title: 'Review and Compare', group: '1_open@7' },
  create: { title: 'Create', group: '3_create@1' },
  edit: { title: 'Edit', group: '4_edit@1' },
  access: { title: 'Sign-In and Devices', group: '4_edit@2' },
  copy: { title: 'Copy', group: '7_copy@1' },
} as const satisfies Readonly<Record<string, Submenu>>;

export type SubmenuId = keyof typeof submenus;

/** Where a menu entry stands: in one of the submenus, or in the menu itself. */
export function placeOf(group: string): { submenu?: SubmenuId; group: string } {
  const submenu = namesIn(submenus).find(name => group.startsWith(`${name}/`));
  return submenu ? { submenu, group: group.slice(submenu.length + 1) } : { group };
}

/** Titles for the menus of rows, where what the row is, or the submenu, goes without saying. */
export const shortTitles: Partial<Record<CommandId, string>> = {
  removeServer: 'Remove…',
  renameServer: 'Name…',
  changeServerUrl: 'Address…',
  changeServerUser: 'User…',
  diagnoseServer: 'Diagnose…',
  openOverview: 'Open Overview',
  changeVisibility: 'Your Profile Visibility…',
  compareServer: 'Compare With…',
  openServerInBrowser: 'Open in Browser',
  copyServerUrl: 'Copy Address',
  openUser: 'Open',
  inspectUser: 'Inspector',
  openUserInWeb: 'Web Interface',
  compareUser: 'Compare With…',
  compareUsers: 'Compare Selected',
  duplicateUser: 'Duplicate…',
  enableUsers: 'Enable',
  disableUsers: 'Disable',
  changeGroups: 'Group Memberships…',
  changeSubadminRoles: 'Group Administrator Roles…',
  renameUser: 'Display Name…',
  changeEmail: 'Email Address…',
  changeQuota: 'Quota…',
  changeManager: 'Manager…',
  changeLanguage: 'Language…',
  copyUserIds: 'User ID',
  copyEmails: 'Email Address',
  copyUserDifferences: 'Differences…',
  offboardUsers: 'Offboard…',
  deleteUsers: 'Delete…',
  createUser: 'User…',
  createUserInForm: 'User in Form…',
  createGroup: 'Group…',
  openGroup: 'Open',
  openGroupInWeb: 'Open in Web Interface',
  addMembers: 'Add Members…',
  removeMembers: 'Remove Members…',
  renameGroup: 'Name…',
  copyGroupIds: 'Copy ID',
  deleteGroups: 'Delete…',
  showAppInfo: 'Show Info',
  openAppInWeb: 'Open in Web Interface',
  enableApps: 'Enable',
  disableApps: 'Disable',
  updateApps: 'Update',
  openAppUpdates: 'Open Updates',
  openAppConfig: 'App Configuration…',
  compareAppConfig: 'Compare Configuration…',
  updateAllApps: 'Update All…',
  limitApp: 'Enable for Groups…',
  removeApps: 'Remove…',
  copyAppIds: 'Copy ID',
  openPlan: 'Open',
  resumePlan: 'Resume…',
  retryPlan: 'Retry Failed Steps…',
  undoPlan: 'Undo…',
  cancelPlan: 'Cancel',
  comparePlan: 'Compare',
  copyPlanReport: 'Copy Report',
  deletePlan: 'Delete…',
  filterList: 'Filter…',
  sortList: 'Sort…',
  refreshList: 'Refresh',
};
