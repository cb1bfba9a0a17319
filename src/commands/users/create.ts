import * as vscode from 'vscode';
import { mailProblem } from '../../model/checks.ts';
import { generatePassword } from '../../model/passwordPolicy.ts';
import { CreateError } from '../../ocs/index.ts';
import type { CreateUserOptions, GroupInfo } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import { userUri } from '../../servers/uris.ts';
import type { ServerSubject } from '../../subjects/subject.ts';
import type { Position } from '../../ui/prompts.ts';
import { withLateProgress } from '../../ui/progress.ts';
import { back } from '../../ui/searchPick.ts';
import { done, runSteps } from '../../ui/steps.ts';
import type { Step } from '../../ui/steps.ts';
import type { Outcome } from '../action.ts';
import { askText } from '../askText.ts';
import { findGroups } from '../choose.ts';
import type { Commander } from '../commander.ts';
import { askPassword, policyOf, showOnce } from './passwords.ts';

interface Draft extends CreateUserOptions {
  id: string;
  /** Shown once after the account was made. */
  generated?: string | undefined;
}

/** The fast way in quick picks: id, name, e-mail or password, groups. */
export async function createUser(
  commander: Commander,
  [subject]: ServerSubject[],
  position: Position,
): Promise<Outcome> {
  return subject && questions(commander, subject.server, { id: '' })(position);
}

/** The first of the questions; the last one creates the account. */
function questions(commander: Commander, server: Server, draft: Draft): Step {
  const { ask } = commander;
  const title = vscode.l10n.t('Create User on {0}', server.label);
  const forGroups: Step = async position => {
    const placeholder =
      server.role === 'subadmin'
        ? vscode.l10n.t('Select at least one of your groups. Type to search')
        : vscode.l10n.t('Tick the groups, or none; type to search');
    const selected = (draft.groups ?? []).map(id => ({ id }));
    const options = { ...position, title, placeholder, selected, search: findGroups(server) };
    const groups = await ask.searchMany<GroupInfo>({ ...options, key: group => group.id });
    if (!Array.isArray(groups)) return groups;
    draft.groups = groups.map(({ id }) => id);
    // Without one the server refuses (106).
    if (draft.groups.length === 0 && server.role === 'subadmin') return forGroups;
    await create(commander, server, draft);
    return done;
  };
  const forPassword: Step = async position => {
    const password = await askPassword(commander, await policyOf(server), { ...position, title });
    if (typeof password !== 'string') return password;
    draft.password = password;
    return forGroups;
  };
  const forMail: Step = async position => {
    const prompt = vscode.l10n.t('The e-mail address the invitation goes to');
    const answer = await askText(ask, { ...position, title, prompt, problem: mailProblem });
    if (typeof answer !== 'string') return answer;
    draft.email = answer;
    return forGroups;
  };
  const forAccess: Step = async position => {
    const answer = await ask.pick({
      ...position,
      title,
      placeholder: vscode.l10n.t('How does {0} sign in?', draft.id),
      choices: [
        {
          label: vscode.l10n.t('Send an Invitation'),
          description: vscode.l10n.t('by e-mail'),
          value: forMail,
        },
        {
          label: vscode.l10n.t('Generate a Password'),
          description: vscode.l10n.t('shown once'),
          value: forGroups,
        },
        { label: vscode.l10n.t('Type a Password'), value: forPassword },
      ],
    });
    if (answer === undefined || answer === back) return answer;
    const generated = answer === forGroups ? generatePassword(await policyOf(server)) : undefined;
    Object.assign(draft, { email: undefined, password: generated, generated });
    return answer;
  };
  const forName: Step = async position => {
    const prompt = vscode.l10n.t('The display name; nothing for the id itself');
    const value = draft.displayName ?? '';
    const answer = await askText(ask, { ...position, title, prompt, value, optional: true });
    if (typeof answer !== 'string') return answer;
    draft.displayName = answer || undefined;
    return forAccess;
  };
  return async position => {
    const prompt = vscode.l10n.t('The user id. It cannot be changed later');
    const answer = await askText(ask, { ...position, title, prompt, value: draft.id, problem: idProblem });
    if (typeof answer !== 'string') return answer;
    draft.id = answer;
    return forName;
  };
}

/** What every version refuses (User provisioning API, "Add a new user"). */
function idProblem(id: string): string | undefined {
  if (id.length > 64) return vscode.l10n.t('At most 64 characters.');
  if (/^[a-zA-Z0-9 _.@'-]+$/.test(id)) return undefined;
  return vscode.l10n.t("Only a–z, A–Z, 0–9, space and _ . @ - ' are allowed.");
}

async function create(commander: Commander, server: Server, draft: Draft): Promise<void> {
  const { id, generated, ...options } = draft;
  const { messages, open } = commander;
  const opening = { title: vscode.l10n.t('Open'), run: () => open(userUri(server.id, id)) };
  try {
    await withLateProgress(vscode.l10n.t('Creating {0}…', id), ({ signal }) =>
      server.call(client => client.users.create(id, { ...options, signal })),
    );
    messages.info(vscode.l10n.t('Created {0} on {1}.', id, server.label), opening);
    tell(server, draft);
    if (generated !== undefined) await showOnce(commander, new Map([[id, generated]]));
  } catch (error) {
    if (error instanceof CreateError && error.created) {
      tell(server, draft);
      if (generated !== undefined) await showOnce(commander, new Map([[id, generated]]));
      const finishing = { title: vscode.l10n.t('Finish'), run: () => finish(commander, server, draft) };
      const next = error.missing.length > 0 ? [finishing, opening] : [opening];
      messages.error(error, vscode.l10n.t('{0} was created, but not with all of it', id), ...next);
    } else {
      const again = () => runSteps(questions(commander, server, draft));
      messages.error(error, vscode.l10n.t('{0} was not created', id), {
        title: vscode.l10n.t('Try Again'),
        run: again,
      });
    }
  }
}

/** Goes on with a creation that broke off. */
async function finish(commander: Commander, server: Server, draft: Draft): Promise<void> {
  const { id } = draft;
  const { messages, open } = commander;
  try {
    await withLateProgress(vscode.l10n.t('Finishing {0}…', id), ({ signal }) =>
      server.call(client => client.users.finish(id, { ...draft, signal })),
    );
    messages.info(vscode.l10n.t('{0} has everything now.', id), {
      title: vscode.l10n.t('Open'),
      run: () => open(userUri(server.id, id)),
    });
  } catch (error) {
    messages.error(error, vscode.l10n.t('{0} is still not complete', id), {
      title: vscode.l10n.t('Finish'),
      run: () => finish(commander, server, draft),
    });
  } finally {
    tell(server, draft);
  }
}

function tell({ changes }: Server, { groups = [] }: Draft): void {
  changes.fire({ kind: 'users' }, ...groups.map(groupId => ({ kind: 'group' as const, groupId })));
}
