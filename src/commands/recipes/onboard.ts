import * as vscode from 'vscode';
import { generatePassword } from '../../model/passwordPolicy.ts';
import { userKey, type WantedUser } from '../../model/plan/types.ts';
import type { Template } from '../../model/recipes/types.ts';
import type { Server } from '../../servers/server.ts';
import type { ServerSubject } from '../../subjects/subject.ts';
import { commandTitles } from '../../ui/commands.ts';
import { iconless, plainLine } from '../../ui/plain.ts';
import type { Position } from '../../ui/prompts.ts';
import { done } from '../../ui/steps.ts';
import type { Step } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { planAndOpen } from '../plans/planned.ts';
import { askIdAndName, askMail } from '../users/askNewUser.ts';
import { policyOf } from '../users/passwords.ts';
import { templates } from './settings.ts';

/** Asks who joins and in which role, and shows the plan that creates the user as the role's template says. */
export async function onboardUser(
  context: ActionContext,
  [subject]: ServerSubject[],
  position: Position,
): Promise<Outcome> {
  return subject && questions(context, subject.server)(position);
}

function questions(context: ActionContext, server: Server): Step {
  const { ask } = context;
  const { onboardUser: title } = commandTitles;
  const texts = { id: '', displayName: '', email: '' };
  const asked = { title, server, texts };
  const forTemplate: Step = async position => {
    const template = await ask.pick<Template>({
      ...position,
      title,
      placeholder: vscode.l10n.t('Select the role of {0}', texts.id),
      choices: [
        ...templates(context.messages).map(({ name, template: value }) => ({
          label: iconless(plainLine(name)),
          description: summary(value),
          value,
        })),
        {
          label: vscode.l10n.t('No Template'),
          description: vscode.l10n.t('templates are in the setting “{0}”', 'nextcloudAdmin.templates'),
          iconPath: new vscode.ThemeIcon('circle-slash'),
          value: {},
        },
      ],
    });
    if (typeof template !== 'object') return template;
    const { displayName: displayname, ...others } = texts;
    await plan(context, server, { ...template, ...others, displayname });
    return done;
  };
  const prompt = vscode.l10n.t(
    'Email address for the invitation (leave empty to create the user with a password)',
  );
  return askIdAndName(context, asked, askMail(context, asked, { prompt, optional: true }, forTemplate));
}

function summary({ groups, quota, language }: Template): string {
  const names = groups && 'length' in groups ? groups : groups?.add;
  return iconless(plainLine([names?.join(', '), quota, language].filter(Boolean).join(' · ')));
}

/** Without an address to send an invitation to, the user gets a password, which the plan's form shows once. */
async function plan(context: ActionContext, server: Server, { ...user }: WantedUser): Promise<void> {
  const { id, email } = user;
  const wanted = Object.fromEntries(Object.entries(user).filter(([, value]) => value !== '')) as Omit<
    WantedUser,
    'id'
  >;
  const title = vscode.l10n.t('Onboard {0}', id);
  const password = email ? undefined : generatePassword(await policyOf(server));
  const passwords = password === undefined ? undefined : new Map([[userKey(id), password]]);
  await planAndOpen(
    context,
    server,
    title,
    [{ ...wanted, id, ...(passwords && { hasPassword: true }) }],
    passwords && { passwords },
  );
}
