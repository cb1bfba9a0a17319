import * as vscode from 'vscode';
import type { Services } from '../servers/services.ts';
import { Disposables } from '../ui/disposables.ts';
import { HoverConsent } from './consent.ts';
import { findUser } from './findUser.ts';
import { hoverSelector, UserHover } from './hover.ts';
import { InspectUser } from './inspectUser.ts';
import { Lookups } from './lookups.ts';
import { LanguageModelTools } from './tools.ts';
import { InspectViews } from './view.ts';

/**
 * Answers "who is this?" anywhere in the editor. Asks no server until the user runs a command or allows hovers.
 * The commands throw what goes wrong.
 */
export class Inspector extends Disposables {
  readonly #services: Services;
  readonly #consent: HoverConsent;
  readonly #inspect: InspectUser;

  constructor(services: Services) {
    super();
    const { context, servers } = services;
    this.#services = services;
    this.#consent = new HoverConsent(context.workspaceState, servers);
    this.#inspect = new InspectUser(services, this.add(new InspectViews(services)));
    const lookups = this.add(new Lookups());
    this.add(servers.onDidChangeState(server => lookups.retry(server)));
    const hover = new UserHover(servers, this.#consent, lookups);
    this.add(vscode.languages.registerHoverProvider(hoverSelector, hover));
    this.add(new LanguageModelTools(servers));
  }

  findUser(): Promise<void> {
    return findUser(this.#services);
  }

  /** @param target what menus, links and rows pass; without it, the selection or the word at the cursor counts */
  inspectUser(target?: unknown): Promise<void> {
    return this.#inspect.run(target);
  }

  /** @param variable what VS Code passes to the menus of Variables and Watch */
  inspectVariable(variable: unknown): Promise<void> {
    return this.#inspect.runOnVariable(variable);
  }

  allowHovers(): Promise<void> {
    const servers = this.#services.servers.all();
    return servers.length > 1 ? this.#consent.choose() : this.#consent.allow(servers);
  }

  denyHovers(): Promise<void> {
    return this.#consent.allow([]);
  }
}
