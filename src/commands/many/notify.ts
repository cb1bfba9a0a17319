import * as vscode from 'vscode';
import { notifyPlan } from '../../model/plan/notify.ts';
import type { NoticeText } from '../../model/plan/types.ts';
import { notificationProblems } from '../../ocs/index.ts';
import type { UserInfo } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import { commandTitles } from '../../ui/commands.ts';
import { isCancelled } from '../../ui/messages.ts';
import { plainLine } from '../../ui/plain.ts';
import { withLateProgress } from '../../ui/progress.ts';
import type { Position } from '../../ui/prompts.ts';
import { done } from '../../ui/steps.ts';
import type { Step } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { askText } from '../engine/questions.ts';
import { openPlan } from '../plans/openPlan.ts';
import { forUsers } from './askUsers.ts';
import { readUsers } from './readUsers.ts';
import type { UserSet } from './userSet.ts';

const title = commandTitles.sendNotification;
const app = 'notifications';

/** Asks whom to notify and of what. One user is notified after a question, more by a plan that is shown first. */
export function sendNotification(
  context: ActionContext,
  args: readonly unknown[],
  position: Position,
): Promise<Outcome> {
  return forUsers(context, args, position, {
    title,
    next: set => {
      const draft = drafts.get(set.server) ?? { subject: '', message: '' };
      drafts.set(set.server, draft);
      return forSubject({ context, set, draft });
    },
  });
}

/** What was entered and not sent, so that no failure loses it. */
const drafts = new WeakMap<Server, NoticeText>();

interface Letter {
  context: ActionContext;
  set: UserSet;
  draft: NoticeText;
}

function forSubject(letter: Letter): Step {
  const { context, set, draft } = letter;
  let isPossible: Promise<void> | undefined;
  return async position => {
    await (isPossible ??= demand(set.server));
    const subject = await askText(context.ask, {
      ...position,
      title,
      prompt: vscode.l10n.t('What {0} should know, in one line', set.title),
      value: draft.subject,
      problem: notificationProblems.subject,
    });
    if (typeof subject !== 'string') return subject;
    draft.subject = subject;
    return forMessage(letter);
  };
}

/** Nothing is asked for that could not be sent. */
async function demand(server: Server): Promise<void> {
  const { role } = await server.connect();
  if (role !== 'admin')
    throw new Error(vscode.l10n.t('Only an administrator can do this on {0}.', server.label));
  const enabled = await server.call(client => client.apps.list('enabled'));
  if (!enabled.includes(app))
    throw new Error(
      vscode.l10n.t(
        'Notifications require the app “{0}”, which is not enabled on {1}. Enable it in the list of apps.',
        app,
        server.label,
      ),
    );
}

/** `problem`: why the text that was taken last cannot be sent. */
function forMessage(letter: Letter, problem?: string): Step {
  const { context, set, draft } = letter;
  const take = (text: string): Step => {
    draft.message = text;
    const wrong = notificationProblems.message(text);
    return wrong === undefined ? deliver(letter) : forMessage(letter, wrong);
  };
  const typed: Step = async position => {
    const text = await askText(context.ask, {
      ...position,
      title,
      prompt: vscode.l10n.t('The longer text, which opens with the notification'),
      value: draft.message,
      problem: notificationProblems.message,
    });
    return typeof text === 'string' ? take(text) : text;
  };
  const row = (label: string, icon: string, value: Step) => ({
    label,
    iconPath: new vscode.ThemeIcon(icon),
    value,
  });
  return position =>
    context.ask.pick<Step>({
      ...position,
      title,
      placeholder: problem ?? vscode.l10n.t('Add a longer text for {0}?', set.title),
      choices: [
        row(vscode.l10n.t('No Longer Text'), 'arrow-right', () => Promise.resolve(take(''))),
        row(vscode.l10n.t('Enter a Longer Text…'), 'edit', typed),
        row(vscode.l10n.t('Longer Text from the Clipboard'), 'clippy', async () =>
          take(linesOf(await vscode.env.clipboard.readText())),
        ),
      ],
    });
}

const linesOf = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();

function deliver({ context, set, draft }: Letter): Step {
  return async () => {
    const { server } = set;
    const users = await readUsers(set);
    const [only, ...others] = users;
    if (!only) throw new Error(vscode.l10n.t('There are no such users.'));
    const notice = { ...draft };
    if (others.length === 0 && !(await send(context, server, only, notice))) return undefined;
    if (others.length > 0)
      await openPlan(context, server, {
        title: vscode.l10n.t('Notification to {0}: {1}', set.title, plainLine(notice.subject, 60)),
        plan: notifyPlan(users, notice),
      });
    drafts.delete(server);
    return done;
  };
}

/** Returns whether the user has consented. */
async function send(
  { ask, messages }: ActionContext,
  server: Server,
  { userId, displayName }: UserInfo,
  notice: NoticeText,
): Promise<boolean> {
  const who = displayName || userId;
  const question = vscode.l10n.t('Send this notification to “{0}”?', who);
  const { subject, message } = notice;
  if (!(await ask.confirm(question, [subject, ...message.split('\n')], vscode.l10n.t('Send')))) return false;
  try {
    await withLateProgress(vscode.l10n.t('Sending the notification to “{0}”…', who), ({ signal }) =>
      server.call(client => client.notifications.send(userId, notice, { signal })),
    );
    messages.info(vscode.l10n.t('The notification was sent to “{0}”.', who));
  } catch (error) {
    if (!isCancelled(error)) throw error;
    messages.warn(
      vscode.l10n.t(
        'The notification may have reached “{0}” before you canceled. Ask before you send it again.',
        who,
      ),
    );
  }
  return true;
}
