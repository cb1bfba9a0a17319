import * as vscode from 'vscode';
import type { Services } from '../servers/services.ts';
import { Disposables } from '../ui/disposables.ts';
import { Consent } from './consent.ts';
import { findUser } from './findUser.ts';
import { hoverSelector, UserHover } from './hover.ts';
import { InspectUser } from './inspectUser.ts';
import { Lookups } from './lookups.ts';
import { LanguageModelTools } from './tools.ts';
import { InspectViews } from './view.ts';

/** "Who is this?" from anywhere in the editor. Asks no server before the person does, or allows hovers to. */
export function registerInspect(services: Services): Disposables {
  const { context, servers, messages } = services;
  const disposables = new Disposables();
  const consent = new Consent(context.workspaceState, servers);
  const lookups = disposables.add(new Lookups());
  const inspect = new InspectUser(services, disposables.add(new InspectViews(services)));
  const commands: Record<string, (argument?: unknown) => Promise<unknown>> = {
    findUser: () => findUser(services),
    inspectUser: argument => inspect.run(argument),
    inspectVariable: context => inspect.runOnVariable(context),
    allowHovers: () => (servers.all().length > 1 ? consent.choose() : consent.allow(servers.all())),
    denyHovers: () => consent.allow([]),
  };
  for (const [name, run] of Object.entries(commands))
    disposables.add(
      vscode.commands.registerCommand(`nextcloudAdmin.${name}`, async (argument?: unknown) => {
        try {
          await run(argument);
        } catch (error) {
          messages.error(error);
        }
      }),
    );
  disposables.add(servers.onDidChangeState(server => lookups.retry(server)));
  disposables.add(
    vscode.languages.registerHoverProvider(hoverSelector, new UserHover(servers, consent, lookups)),
  );
  disposables.add(new LanguageModelTools(servers));
  return disposables;
}
