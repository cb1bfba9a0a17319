import * as vscode from 'vscode';
import { mailProblem } from '../../model/checks.ts';
import { userIdProblem } from '../../model/newUser.ts';
import { NextcloudError } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import type { Step } from '../../ui/steps.ts';
import type { ActionContext } from '../engine/context.ts';
import { askText } from '../engine/questions.ts';

/** What has been entered so far; '' for what has not. */
export interface NewUserTexts {
  id: string;
  displayName: string;
  email: string;
}

interface NewUserQuestions {
  title: string;
  server: Server;
  /** Filled in by the answers, and proposed when a question comes again. */
  texts: NewUserTexts;
}

/** Asks for the ID of a user to be created, then for the display name. */
export function askIdAndName(context: ActionContext, questions: NewUserQuestions, then: Step): Step {
  const { title, server, texts } = questions;
  const forName: Step = async position => {
    const prompt = vscode.l10n.t('Display name (leave empty to use the user ID)');
    const options = { ...position, title, prompt, value: texts.displayName, optional: true };
    const answer = await askText(context.ask, options);
    if (typeof answer !== 'string') return answer;
    texts.displayName = answer;
    return then;
  };
  return async position => {
    const prompt = vscode.l10n.t('User ID. It cannot be changed later');
    for (let error: string | undefined; ;) {
      const options = { ...position, title, prompt, value: texts.id, error, problem: userIdProblem };
      const answer = await askText(context.ask, options);
      if (typeof answer !== 'string') return answer;
      texts.id = answer;
      if (!(await isTaken(server, answer))) return forName;
      error = vscode.l10n.t('There is already a user “{0}” on {1}.', answer, server.label);
    }
  };
}

/** Asks for the email address. */
export function askMail(
  { ask }: ActionContext,
  { title, texts }: NewUserQuestions,
  prompt: { prompt: string; optional?: boolean },
  then: Step,
): Step {
  return async position => {
    const answer = await askText(ask, {
      ...position,
      ...prompt,
      title,
      value: texts.email,
      problem: mailProblem,
    });
    if (typeof answer !== 'string') return answer;
    texts.email = answer;
    return then;
  };
}

/** As far as the server tells: whatever keeps it from telling is told when the user is created. */
async function isTaken(server: Server, id: string): Promise<boolean> {
  try {
    await server.call(client => client.users.get(id));
    return true;
  } catch (error) {
    if (error instanceof NextcloudError) return false;
    throw error;
  }
}
