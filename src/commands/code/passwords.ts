import * as vscode from 'vscode';
import type { Desired, SecretReference } from '../../keep/code/types.ts';
import { userKey, type Plan } from '../../model/plan/types.ts';
import type { Server } from '../../servers/server.ts';
import type { ActionContext } from '../engine/context.ts';

/** In the global state: under which keys passwords are stored, as the store does not tell. */
const keysKey = 'codePasswords';

const keyOf = (server: Server, name: string): string => `nextcloudAdmin.code.${server.id}.${name}`;

/**
 * By `userKey`: the passwords of the users that the plan creates, from the environment or the store of secrets. Those
 * that neither has are asked for; `undefined` after Escape.
 */
export async function passwordsFor(
  context: ActionContext,
  server: Server,
  { steps }: Plan,
  { users }: Desired,
): Promise<ReadonlyMap<string, string> | undefined> {
  const passwords = new Map<string, string>();
  for (const step of steps) {
    if (step.kind !== 'create' || !step.hasPassword) continue;
    const reference = users.get(userKey(step.user))?.password;
    if (!reference) continue;
    const password = await passwordOf(context, server, step.user, reference);
    if (password === undefined) return undefined;
    passwords.set(userKey(step.user), password);
  }
  return passwords;
}

async function passwordOf(
  context: ActionContext,
  server: Server,
  user: string,
  reference: SecretReference,
): Promise<string | undefined> {
  if ('env' in reference) {
    const prompt = vscode.l10n.t(
      'The environment variable {0} is not set. The password is kept in memory only.',
      reference.env,
    );
    return process.env[reference.env] || ask(context, user, prompt);
  }
  const { secrets, globalState } = context.context;
  const key = keyOf(server, reference.secret);
  const stored = await secrets.get(key);
  if (stored !== undefined) return stored;
  const prompt = vscode.l10n.t(
    'The file calls it “{0}”. It is stored in the store of secrets.',
    reference.secret,
  );
  const password = await ask(context, user, prompt);
  if (password === undefined) return undefined;
  await globalState.update(keysKey, [...new Set([...globalState.get<string[]>(keysKey, []), key])]);
  await secrets.store(key, password);
  return password;
}

async function ask(
  { ask: questions }: ActionContext,
  user: string,
  prompt: string,
): Promise<string | undefined> {
  const title = vscode.l10n.t('Password of “{0}”', user);
  const answer = await questions.input({ title, prompt, password: true });
  return typeof answer === 'string' ? answer : undefined;
}

/** Deletes all that was stored for files, on every server. */
export async function forgetPasswords({ context, messages }: ActionContext): Promise<void> {
  const { secrets, globalState } = context;
  const keys = globalState.get<string[]>(keysKey, []);
  for (const key of keys) await secrets.delete(key);
  await globalState.update(keysKey, undefined);
  messages.info(vscode.l10n.t('Passwords forgotten: {0}', keys.length));
}
