import * as vscode from 'vscode';
import { adminGroup } from '../../ocs/index.ts';
import type { GroupSubject, ServerSubject } from '../../subjects/subject.ts';
import type { Position } from '../../ui/prompts.ts';
import { done } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import { askText } from '../engine/questions.ts';
import type { AskFor } from '../engine/questions.ts';
import type { ActionContext } from '../engine/context.ts';
import { whom } from '../engine/summary.ts';
import { unlessGone } from '../engine/work.ts';
import type { Work } from '../engine/work.ts';

export async function createGroup(
  { ask, messages }: ActionContext,
  [subject]: ServerSubject[],
  position: Position,
): Promise<Outcome> {
  if (!subject) return undefined;
  const { server } = subject;
  const title = vscode.l10n.t('Create Group on {0}', server.label);
  const answer = await askText(ask, { ...position, title, prompt: vscode.l10n.t('Name of the group') });
  if (typeof answer !== 'string') return answer;
  await server.call(client => client.groups.create(answer));
  server.changes.fire({ kind: 'groups' });
  messages.info(vscode.l10n.t('Created {0} on {1}.', answer, server.label));
  return done;
}

export const rename: Work<GroupSubject, string> = {
  doing: vscode.l10n.t('Renaming…'),
  done: what => vscode.l10n.t('Renamed {0}', what),
  async write({ id, info }, name, { client, signal, undo }) {
    await client.groups.rename(id, name, { signal });
    const before = info?.displayName || id;
    undo((undoing, options) => undoing.groups.rename(id, before, options));
  },
  changes: ({ id }) => [{ kind: 'group', groupId: id }],
};

export const askName: AskFor<GroupSubject, string> = ({ ask }, [subject], position) => {
  const value = subject?.info?.displayName ?? subject?.id ?? '';
  const prompt = vscode.l10n.t('Display name. The group ID does not change');
  return askText(ask, { ...position, value, prompt });
};

export const remove: Work<GroupSubject, undefined> = {
  doing: vscode.l10n.t('Deleting…'),
  done: what => vscode.l10n.t('Deleted {0}', what),
  guard: subjects =>
    Promise.resolve(
      new Map(
        subjects
          .filter(({ id }) => id === adminGroup)
          .map(subject => [subject, vscode.l10n.t('the server requires this group')]),
      ),
    ),
  consent: subjects => ({
    message: vscode.l10n.t('Delete {0} on {1}?', whom(subjects), subjects[0]?.server.label ?? ''),
    detail: [
      vscode.l10n.t(
        'The members remain on the server but lose access to everything that was shared with the group.',
      ),
      vscode.l10n.t('This cannot be undone.'),
    ],
    yes: vscode.l10n.t('Delete'),
    word: subjects[0]?.id ?? '',
  }),
  write: ({ id }, _value, { client, signal }) => client.groups.delete(id, { signal }).catch(unlessGone),
  changes: () => [{ kind: 'groups' }, { kind: 'users' }],
};
