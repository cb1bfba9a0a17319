// Longer than other files, as one table has a row for every command: its type demands them all in one place.
import * as vscode from 'vscode';
import { commandIds, type CommandId } from '../../../src/ui/commands.ts';
import type { App, SimulatedNextcloud } from '../../nextcloud/index.ts';
import type { Person, Reply } from './person.ts';
import { back } from '../../../src/ui/searchPick.ts';

/** How an action is tried: on what, how its questions are answered, and what is so afterwards. */
export interface Case {
  /** What it is done to: the first alone, then all where the action takes many. */
  on: [string, ...string[]];
  /** For one, in the order of the questions. */
  replies?: Reply[];
  /** For several, where they differ from those for one. */
  repliesForMany?: Reply[];
  /** What leaves before anything is written; absent where nothing is asked. */
  leaves?: Reply[];
  /** Changes the server so that there is something to do. */
  prepare?(nextcloud: SimulatedNextcloud): void;
  /** Whether it has been done to this one. */
  done(nextcloud: SimulatedNextcloud, id: string, person: Person): boolean;
  /** It is seen by the request alone: nothing that the server keeps shows it. */
  leavesNoTrace?: true;
  /** Nothing is written: the server cannot refuse it. */
  reads?: true;
}

/** An action that another suite tries, as it needs more than an object and answers. */
interface TriedElsewhere {
  /** Below test/host. */
  file: string;
}

const user = (nextcloud: SimulatedNextcloud, id: string) => nextcloud.state.users.get(id)!;
const group = (nextcloud: SimulatedNextcloud, id: string) => nextcloud.state.groups.get(id)!;
const app = (nextcloud: SimulatedNextcloud, id: string) => nextcloud.state.apps.get(id)!;
const wrote = (nextcloud: SimulatedNextcloud, end: string) =>
  nextcloud.requests.some(({ method, path }) => method === 'POST' && path.endsWith(end));

const outdate = (cloud: SimulatedNextcloud, id: string, version: string) => {
  app(cloud, id).update = version;
};
/** Moves an app to the app store, or from there to the server. */
const returnToStore = ({ state: { apps, store } }: SimulatedNextcloud, id: string) => move(apps, store, id);
const fetchFromStore = ({ state: { apps, store } }: SimulatedNextcloud, id: string) => move(store, apps, id);
const move = (from: Map<string, App>, to: Map<string, App>, id: string) => {
  const moved = from.get(id);
  if (moved) to.set(id, moved);
  from.delete(id);
};

const both = ['ada', 'bob'] as [string, string];
const crews = ['crew', 'fleet'] as [string, string];
const twoApps = ['calendar', 'deck'] as [string, string];
const server = [''] as [string];
const inAdmin = (nextcloud: SimulatedNextcloud) => both.forEach(id => nextcloud.state.join(id, 'crew'));

const hasTab = (text: string) =>
  vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes(text)));

const elsewhere = (file: string): TriedElsewhere => ({ file });

const cases: Readonly<Record<CommandId, Case | TriedElsewhere>> = {
  importUsers: elsewhere('import/import.test.ts'),
  importFile: elsewhere('import/desk.ts'),
  newImportSample: elsewhere('import/import.test.ts'),
  showCredentials: elsewhere('import/credentials.test.ts'),
  printCredentials: elsewhere('import/credentials.test.ts'),
  addGroupsToImport: elsewhere('import/fixes.test.ts'),
  tryDemo: elsewhere('servers/tryDemo.test.ts'),
  addServer: elsewhere('servers/signIn.test.ts'),
  signIn: elsewhere('servers/commands.test.ts'),
  signOut: elsewhere('servers/commands.test.ts'),
  removeServer: elsewhere('servers/commands.test.ts'),
  renameServer: elsewhere('servers/commands.test.ts'),
  changeServerUrl: elsewhere('servers/commands.test.ts'),
  changeServerUser: elsewhere('servers/commands.test.ts'),
  retryServer: elsewhere('servers/commands.test.ts'),
  trustCertificate: elsewhere('servers/commands.test.ts'),
  compareServer: elsewhere('review/compare.test.ts'),
  copyUserDifferences: elsewhere('review/compare.test.ts'),
  saveSnapshot: elsewhere('review/snapshot.test.ts'),
  reviewAccess: elsewhere('review/review.test.ts'),
  diagnoseServer: elsewhere('servers/doctor.test.ts'),
  diagnoseAddress: elsewhere('servers/doctor.test.ts'),
  openServerInBrowser: elsewhere('servers/commands.test.ts'),
  copyServerUrl: elsewhere('servers/commands.test.ts'),
  openOverview: {
    on: server,
    reads: true,
    done: (_cloud, _id, { opened }) => opened[0]!.endsWith('/overview.json'),
  },
  showLog: elsewhere('commands/others.test.ts'),
  undo: elsewhere('commands/others.test.ts'),
  openRow: elsewhere('commands/others.test.ts'),
  findUser: elsewhere('commands/others.test.ts'),
  inspectUser: elsewhere('inspect/inspect.test.ts'),
  inspectVariable: elsewhere('inspect/debug.test.ts'),
  allowHovers: elsewhere('inspect/hover.test.ts'),
  denyHovers: elsewhere('inspect/hover.test.ts'),
  openPlan: elsewhere('plans/plans.test.ts'),
  applyPlan: elsewhere('plans/apply.test.ts'),
  resumePlan: elsewhere('plans/plans.test.ts'),
  retryPlan: elsewhere('plans/plans.test.ts'),
  undoPlan: elsewhere('plans/plans.test.ts'),
  pausePlan: elsewhere('plans/plans.test.ts'),
  continuePlan: elsewhere('plans/plans.test.ts'),
  cancelPlan: elsewhere('plans/plans.test.ts'),
  comparePlan: elsewhere('plans/plans.test.ts'),
  copyPlanReport: elsewhere('plans/plans.test.ts'),
  deletePlan: elsewhere('plans/plans.test.ts'),
  planCode: elsewhere('code/code.test.ts'),
  applyCode: elsewhere('code/code.test.ts'),
  checkCode: elsewhere('code/code.test.ts'),
  forgetCodePasswords: elsewhere('code/code.test.ts'),
  filterList: elsewhere('commands/others.test.ts'),
  clearFilter: elsewhere('commands/others.test.ts'),
  sortList: elsewhere('commands/others.test.ts'),
  refreshList: elsewhere('commands/others.test.ts'),
  loadMore: elsewhere('commands/others.test.ts'),
  bulkEditUsers: elsewhere('commands/bulkEdit.test.ts'),
  sendNotification: elsewhere('commands/notify.test.ts'),
  offboardUsers: elsewhere('commands/recipes.test.ts'),
  onboardUser: elsewhere('commands/recipes.test.ts'),
  runRecipe: elsewhere('commands/recipes.test.ts'),
  exportUsers: elsewhere('commands/exports.test.ts'),
  exportGroups: elsewhere('commands/exports.test.ts'),
  exportApps: elsewhere('commands/exports.test.ts'),
  openUsersTable: elsewhere('table/commands.test.ts'),
  exportTable: elsewhere('table/commands.test.ts'),
  compareUsers: elsewhere('table/commands.test.ts'),
  openUser: {
    on: both,
    reads: true,
    done: (_cloud, id, { opened }) => opened.some(uri => uri.includes(`/users/${id}.json`)),
  },
  openUserInWeb: {
    on: both,
    reads: true,
    done: (_cloud, id, { opened }) => opened[0]!.endsWith(`/index.php/u/${id}`),
  },
  compareUser: {
    on: both,
    reads: true,
    replies: ['bob'],
    leaves: [undefined],
    done: () => hasTab('bob (') && hasTab('↔ ada ('),
  },
  duplicateUser: { on: both, reads: true, done: () => hasTab('New User') },
  recreateUser: { on: both, reads: true, done: () => hasTab('New User') },
  enableUsers: {
    on: both,
    prepare: cloud => both.forEach(id => (user(cloud, id).enabled = false)),
    done: (cloud, id) => user(cloud, id).enabled,
  },
  disableUsers: { on: both, done: (cloud, id) => !user(cloud, id).enabled },
  changeGroups: {
    on: both,
    prepare: inAdmin,
    replies: [{ tick: ['fleet'], untick: ['crew'] }],
    leaves: [undefined],
    done: (cloud, id) => user(cloud, id).groups.join() === 'fleet',
  },
  changeSubadminRoles: {
    on: both,
    replies: [{ tick: ['fleet', 'crew'] }],
    leaves: [undefined],
    done: (cloud, id) => [...user(cloud, id).subadmin].sort().join() === 'crew,fleet',
  },
  renameUser: {
    on: both,
    replies: ['Ada Lovelace'],
    leaves: [undefined],
    done: (cloud, id) => user(cloud, id).displayname === 'Ada Lovelace',
  },
  changeEmail: {
    on: both,
    replies: ['no address', 'ada@example.org'],
    leaves: ['no address', undefined],
    done: (cloud, id) => user(cloud, id).email === 'ada@example.org',
  },
  addEmail: {
    on: both,
    replies: ['second@example.org'],
    leaves: [undefined],
    done: (cloud, id) => user(cloud, id).additional_mail.includes('second@example.org'),
  },
  removeEmail: {
    on: both,
    prepare: cloud => both.forEach(id => user(cloud, id).additional_mail.push('old@example.org')),
    replies: ['old@example.org'],
    leaves: [undefined],
    done: (cloud, id) => user(cloud, id).additional_mail.length === 0,
  },
  changeQuota: {
    on: both,
    replies: ['Other Size…', '5 GiB', back, 'Other Size…', '7 GB'],
    leaves: ['Other Size…', undefined],
    done: (cloud, id) => user(cloud, id).quota === '7 GB',
  },
  changeManager: {
    on: both,
    replies: ['admin'],
    leaves: [undefined],
    done: (cloud, id) => user(cloud, id).manager === 'admin',
  },
  changeLanguage: {
    on: both,
    replies: ['de'],
    leaves: [undefined],
    done: (cloud, id) => user(cloud, id).language === 'de',
  },
  resetPassword: {
    on: both,
    replies: ['Generate a Password', true, true],
    repliesForMany: [true, true],
    leaves: ['Generate a Password', false],
    done: (cloud, id, { copied }) =>
      user(cloud, id).password !== '' && copied[0]!.includes(user(cloud, id).password),
  },
  // Several at once are a plan, which another suite tries.
  resetSecondFactor: {
    on: ['ada'],
    prepare: cloud => {
      app(cloud, 'twofactor_totp').enabled = true;
      user(cloud, 'ada').providers = { totp: true };
    },
    replies: [true],
    leaves: [false],
    done: (cloud, id) => user(cloud, id).providers.totp === false,
  },
  resendWelcomeEmail: {
    on: both,
    prepare: cloud => both.forEach(id => (user(cloud, id).email = `${id}@example.org`)),
    leavesNoTrace: true,
    done: (cloud, id) => wrote(cloud, `/users/${id}/welcome`),
  },
  copyUserIds: {
    on: both,
    reads: true,
    done: (_cloud, id, { copied }) => copied[0]!.split('\n').includes(id),
  },
  copyEmails: {
    on: both,
    reads: true,
    prepare: cloud => both.forEach(id => (user(cloud, id).email = `${id}@example.org`)),
    done: (_cloud, id, { copied }) => copied[0]!.split('\n').includes(`${id}@example.org`),
  },
  wipeDevices: {
    on: both,
    replies: [true],
    repliesForMany: [true, 'bob', 'ada'],
    leaves: [false],
    prepare: cloud => both.forEach(id => cloud.state.createAppPassword(id, id, 'phone')),
    done: (cloud, id) =>
      [...cloud.state.appPasswords.values()].every(({ userId, wiped }) => userId !== id || wiped),
  },
  deleteUsers: {
    on: both,
    replies: [true],
    repliesForMany: [true, 'bob', 'ada'],
    leaves: [false],
    done: (cloud, id) => !cloud.state.users.has(id),
  },
  openGroup: {
    on: crews,
    reads: true,
    done: (_cloud, id, { opened }) => opened[0]!.includes(`/groups/${id}.json`),
  },
  openGroupInWeb: {
    on: crews,
    reads: true,
    done: (_cloud, id, { opened }) => opened[0]!.endsWith(`/settings/users/${id}`),
  },
  addMembers: {
    on: crews,
    replies: [{ tick: ['ada', 'bob'] }],
    leaves: [undefined],
    done: (cloud, id) => group(cloud, id).members.size === 2,
  },
  removeMembers: {
    on: crews,
    prepare: inAdmin,
    replies: [{ tick: ['ada'] }],
    leaves: [undefined],
    done: (cloud, id) => !group(cloud, id).members.has('ada') && group(cloud, id).members.has('bob'),
  },
  addSubadmins: {
    on: crews,
    replies: [{ tick: ['ada'] }],
    leaves: [undefined],
    done: (cloud, id) => group(cloud, id).subadmins.has('ada'),
  },
  removeSubadmins: {
    on: crews,
    prepare: cloud => both.forEach(id => cloud.state.promote(id, 'crew')),
    replies: [{ tick: ['ada'] }],
    leaves: [back],
    done: (cloud, id) => [...group(cloud, id).subadmins].join() === 'bob',
  },
  renameGroup: {
    on: crews,
    replies: ['The Crew'],
    leaves: [undefined],
    done: (cloud, id) => group(cloud, id).displayname === 'The Crew',
  },
  copyGroupIds: {
    on: crews,
    reads: true,
    done: (_cloud, id, { copied }) => copied[0]!.split('\n').includes(id),
  },
  deleteGroups: {
    on: crews,
    replies: [true],
    repliesForMany: [true, 'crew'],
    leaves: [false],
    done: (cloud, id) => !cloud.state.groups.has(id),
  },
  showAppInfo: {
    on: twoApps,
    reads: true,
    done: (cloud, id) => cloud.requests.at(-1)!.path.endsWith(`/apps/${id}`),
  },
  openAppInWeb: {
    on: twoApps,
    reads: true,
    done: (_cloud, id, { opened }) => opened[0]!.includes(`/settings/apps/`) && opened[0]!.endsWith(id),
  },
  enableApps: {
    on: twoApps,
    prepare: cloud => twoApps.forEach(id => (app(cloud, id).enabled = false)),
    done: (cloud, id) => app(cloud, id).enabled,
  },
  disableApps: { on: twoApps, done: (cloud, id) => !app(cloud, id).enabled },
  toggleApps: { on: twoApps, done: (cloud, id) => !app(cloud, id).enabled },
  updateApps: {
    on: ['deck', 'mail'],
    prepare: cloud =>
      [
        ['deck', '1.17.2'],
        ['mail', '5.5.2'],
      ].forEach(([id, version]) => outdate(cloud, id!, version!)),
    done: (cloud, id) => app(cloud, id).update === undefined,
  },
  updateAllApps: elsewhere('commands/apps.test.ts'),
  installApp: {
    on: ['collectives'],
    prepare: cloud => returnToStore(cloud, 'collectives'),
    done: (cloud, id) => cloud.state.apps.get(id)?.enabled === true,
  },
  limitApp: {
    on: ['calendar'],
    replies: [{ tick: ['crew'] }],
    leaves: [undefined],
    prepare: cloud => delete app(cloud, 'calendar').limitedTo,
    done: (cloud, id) => app(cloud, id).limitedTo?.includes('crew') === true,
  },
  forceApp: {
    on: ['old_gallery'],
    replies: [true],
    leaves: [false],
    prepare: cloud => returnToStore(cloud, 'old_gallery'),
    done: (cloud, id) => cloud.state.apps.get(id)?.enabled === true,
  },
  removeApps: {
    on: ['forms', 'tables'],
    replies: [true],
    repliesForMany: [true, 'remove'],
    leaves: [false],
    prepare: cloud => ['forms', 'tables'].forEach(id => fetchFromStore(cloud, id)),
    done: (cloud, id) => !cloud.state.apps.has(id),
  },
  copyAppIds: {
    on: twoApps,
    reads: true,
    done: (_cloud, id, { copied }) => copied[0]!.split('\n').includes(id),
  },
  createUser: {
    on: server,
    replies: ['bad/id', 'carla', 'Carla C', 'Generate a Password', { tick: ['crew'] }, true],
    leaves: ['carla', back, 'carla', '', 'Send an Invitation', 'c@example.org', undefined],
    done: (cloud, _id, { copied }) =>
      cloud.state.users.get('carla')?.displayname === 'Carla C' &&
      user(cloud, 'carla').groups.includes('crew') &&
      user(cloud, 'carla').password === copied[0],
  },
  createUserInForm: { on: server, reads: true, done: () => hasTab('New User') },
  openApps: { on: server, reads: true, done: (_cloud, _id, { opened }) => opened[0]!.endsWith('/apps.json') },
  openAppUpdates: {
    on: server,
    reads: true,
    done: (_cloud, _id, { opened }) => opened[0]!.endsWith('/apps.json'),
  },
  openAppConfig: {
    on: twoApps,
    reads: true,
    done: (_cloud, id, { opened }) => opened[0]!.endsWith(`/config/${id}.json`),
  },
  compareAppConfig: elsewhere('commands/config.test.ts'),
  revealSecrets: elsewhere('commands/config.test.ts'),
  createGroup: {
    on: server,
    replies: ['Night Shift'],
    leaves: [undefined],
    done: cloud => cloud.state.groups.has('Night Shift'),
  },
  changeVisibility: {
    on: server,
    replies: ['Phone', 'Private'],
    leaves: ['Phone', undefined],
    done: cloud => user(cloud, 'admin').scopes.phoneScope === 'v2-private',
  },
};

/** Undefined for an action that another suite tries. */
export function caseOf(id: CommandId): Case | undefined {
  const given = cases[id];
  return 'file' in given ? undefined : given;
}

/** The actions that other suites try, each with its file below test/host. */
export const triedElsewhere: readonly { id: CommandId; file: string }[] = commandIds.flatMap(id => {
  const given = cases[id];
  return 'file' in given ? [{ id, file: given.file }] : [];
});
