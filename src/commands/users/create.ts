import * as vscode from 'vscode';
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
import type { Outcome } from '../engine/action.ts';
import { findGroups } from '../engine/questions.ts';
import type { ActionContext } from '../engine/context.ts';
import { askIdAndName, askMail } from './askNewUser.ts';
import type { NewUserTexts } from './askNewUser.ts';
import { askPassword, policyOf, showOnce } from './passwords.ts';

/** What has been entered so far. */
interface UserDraft extends NewUserTexts {
  /** Whether an invitation is sent to the address. */
  isInvited?: boolean;
  password?: string | undefined;
  /** To be shown once, after the user is created. */
  generated?: string | undefined;
  groups?: string[];
}

/** Creates a user with a few questions: ID, name, email or password, groups. */
export async function createUser(
  context: ActionContext,
  [subject]: ServerSubject[],
  position: Position,
): Promise<Outcome> {
  const draft: UserDraft = { id: '', displayName: '', email: '' };
  return subject && questions(context, subject.server, draft)(position);
}

/** The first question; the last one creates the user. */
function questions(context: ActionContext, server: Server, draft: UserDraft): Step {
  const { ask } = context;
  const title = vscode.l10n.t('Create User on {0}', server.label);
  const asked = { title, server, texts: draft };
  const forGroups: Step = async position => {
    const placeholder =
      server.role === 'subadmin'
        ? vscode.l10n.t('Select at least one of your groups. Type to search')
        : vscode.l10n.t('Select groups (optional). Type to search');
    const selected = (draft.groups ?? []).map(id => ({ id }));
    const options = { ...position, title, placeholder, selected, search: findGroups(server) };
    const groups = await ask.searchMany<GroupInfo>({ ...options, key: group => group.id });
    if (!Array.isArray(groups)) return groups;
    draft.groups = groups.map(({ id }) => id);
    // The server refuses this without a group (106).
    if (draft.groups.length === 0 && server.role === 'subadmin') return forGroups;
    await create(context, server, draft);
    return done;
  };
  const forPassword: Step = async position => {
    const password = await askPassword(context, await policyOf(server), { ...position, title });
    if (typeof password !== 'string') return password;
    draft.password = password;
    return forGroups;
  };
  const prompt = vscode.l10n.t('Email address to send the invitation to');
  const forMail = askMail(context, asked, { prompt }, forGroups);
  const forAccess: Step = async position => {
    const answer = await ask.pick({
      ...position,
      title,
      placeholder: vscode.l10n.t('How does {0} sign in?', draft.id),
      choices: [
        {
          label: vscode.l10n.t('Send an Invitation'),
          description: vscode.l10n.t('by email'),
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
    Object.assign(draft, { isInvited: answer === forMail, password: generated, generated });
    return answer;
  };
  return askIdAndName(context, asked, forAccess);
}

function optionsOf({ displayName, email, isInvited, password, groups }: UserDraft): CreateUserOptions {
  return {
    ...(displayName && { displayName }),
    ...(isInvited && { email }),
    ...(password !== undefined && { password }),
    ...(groups && { groups }),
  };
}

async function create(context: ActionContext, server: Server, draft: UserDraft): Promise<void> {
  const { id, generated } = draft;
  const { messages, open } = context;
  const opening = { title: vscode.l10n.t('Open'), run: () => open(userUri(server.id, id)) };
  try {
    await withLateProgress(vscode.l10n.t('Creating {0}…', id), ({ signal }) =>
      server.call(client => client.users.create(id, { ...optionsOf(draft), signal })),
    );
    messages.info(vscode.l10n.t('Created {0} on {1}.', id, server.label), opening);
    tell(server, draft);
    if (generated !== undefined) await showOnce(context, new Map([[id, generated]]));
  } catch (error) {
    if (error instanceof CreateError && error.created) {
      tell(server, draft);
      if (generated !== undefined) await showOnce(context, new Map([[id, generated]]));
      const finishing = { title: vscode.l10n.t('Finish'), run: () => finish(context, server, draft) };
      const next = error.missing.length > 0 ? [finishing, opening] : [opening];
      messages.error(error, vscode.l10n.t('{0} was created, but some values are missing', id), ...next);
    } else {
      const again = () => runSteps(questions(context, server, draft));
      messages.error(error, vscode.l10n.t('{0} was not created', id), {
        title: vscode.l10n.t('Retry'),
        run: again,
      });
    }
  }
}

/** Completes a creation that failed halfway. */
async function finish(context: ActionContext, server: Server, draft: UserDraft): Promise<void> {
  const { id } = draft;
  const { messages, open } = context;
  try {
    await withLateProgress(vscode.l10n.t('Finishing {0}…', id), ({ signal }) =>
      server.call(client => client.users.finish(id, { ...optionsOf(draft), signal })),
    );
    messages.info(vscode.l10n.t('{0} is complete now.', id), {
      title: vscode.l10n.t('Open'),
      run: () => open(userUri(server.id, id)),
    });
  } catch (error) {
    messages.error(error, vscode.l10n.t('{0} is still incomplete', id), {
      title: vscode.l10n.t('Finish'),
      run: () => finish(context, server, draft),
    });
  } finally {
    tell(server, draft);
  }
}

function tell({ changes }: Server, { groups = [] }: UserDraft): void {
  changes.fire({ kind: 'users' }, ...groups.map(groupId => ({ kind: 'group' as const, groupId })));
}
