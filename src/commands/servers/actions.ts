import * as vscode from 'vscode';
import { diagnosis } from '../../servers/diagnosis.ts';
import { overviewUri } from '../../servers/uris.ts';
import type { Server } from '../../servers/server.ts';
import { commandTitles, runCommand, type CommandId } from '../../ui/commands.ts';
import type { MessageButton } from '../../ui/messages.ts';
import type { ActionContext } from '../engine/context.ts';
import type { Definition, DefinitionTable } from '../engine/action.ts';
import { define, simply } from '../engine/define.ts';
import type * as changes from './changes.ts';

/** Rows of servers whose state asks for a diagnosis. */
const inTrouble =
  'server;(unreachable|maintenance|certificate|keyring|wrongPassword|insufficientRights|failed)';

export const serverActions = {
  addServer: define('nothing', {
    icon: 'add',
    palette: 'always',
    places: [{ menu: 'view/title', group: 'navigation@1', when: 'view == nextcloudAdmin.servers' }],
    run: simply<'nothing'>(async context => {
      const { addServer } = await import('../../servers/addServer.ts');
      await addServer(context.servers, { ...context, prompts: context.ask });
    }),
  }),
  signIn: onServer(change('signIn'), {
    icon: 'sign-in',
    menu: { group: '5_session@2', inline: 1, inlineRows: 'server;(signedOut|wrongPassword|keyring);' },
  }),
  signOut: onServer(change('signOut'), {
    icon: 'sign-out',
    rows: 'server;(?!signedOut;)',
    menu: { group: '5_session@3' },
  }),
  removeServer: onServer(change('remove'), { menu: { group: '9_remove@1' } }),
  renameServer: onServer(change('rename'), { menu: { group: 'edit/1_change@1' } }),
  changeServerUrl: onServer(change('changeUrl'), { menu: { group: 'edit/1_change@2' } }),
  changeServerUser: onServer(change('changeUser'), { menu: { group: 'edit/1_change@3' } }),
  retryServer: onServer(change('retry'), {
    icon: 'debug-restart',
    rows: 'server;(unreachable|maintenance|failed|insufficientRights);',
    menu: { group: '5_session@1', inline: 1, inlineRows: 'server;(unreachable|maintenance|failed);' },
  }),
  trustCertificate: onServer(change('trustCertificate'), {
    icon: 'shield',
    rows: 'server;certificate;',
    menu: { group: '5_session@1', inline: 1 },
  }),
  diagnoseServer: onServer(
    async (server, context) => (await import('../doctor/diagnose.ts')).diagnoseServer(server, context),
    {
      icon: 'pulse',
      rows: '(server|message;failed);',
      menu: { group: '5_session@4', inline: 2, inlineRows: `(${inTrouble}|message;failed);` },
    },
  ),
  diagnoseAddress: define('nothing', {
    internal: true,
    run: simply<'nothing'>(async (context, given) => {
      const [address = '', certificate] = given.map(value => (typeof value === 'string' ? value : undefined));
      const { diagnoseAddress } = await import('../doctor/diagnose.ts');
      await diagnoseAddress(context, address, certificate);
    }),
  }),
  openOverview: onServer(({ id }, { open }) => open(overviewUri(id)), {
    icon: 'dashboard',
    rows: 'server;(idle|connected);',
    menu: { group: '1_open@0', inline: 0 },
  }),
  openServerInBrowser: onServer(({ url }, { ask }) => ask.open(url), {
    icon: 'link-external',
    menu: { group: '1_open@1' },
  }),
  copyServerUrl: onServer(({ url }, { ask }) => ask.copy(url), { menu: { group: '1_open@2' } }),
} satisfies DefinitionTable;

/** What changes a server, loaded when it is first needed. */
function change(name: keyof typeof changes): (server: Server, context: ActionContext) => Promise<void> {
  return async (server, context) => (await import('./changes.ts'))[name](server, context);
}

function onServer(
  task: (server: Server, context: ActionContext) => unknown,
  definition: Omit<Definition<'server'>, 'on' | 'run' | 'nextSteps'>,
): Definition<'server'> {
  return define('server', {
    ...definition,
    run: simply<'server'>((context, [subject]) => subject && task(subject.server, context)),
    nextSteps: ([subject]) => (subject ? nextSteps(subject.server) : []),
  });
}

/** What helps with a server that does not answer as it should: what its state suggests, another address, a diagnosis. */
function nextSteps({ id, appearance }: Server): MessageButton[] {
  const { action } = appearance;
  const step = (command: CommandId, title: string = commandTitles[command]): MessageButton => ({
    title,
    run: () => runCommand(command, { serverId: id }),
  });
  return [
    ...(action ? [step(action)] : []),
    step('changeServerUrl', vscode.l10n.t('Change Address…')),
    diagnosis(id),
  ];
}
