import * as vscode from 'vscode';
import type { Services } from '../servers/services.ts';
import { Disposables } from '../ui/disposables.ts';
import { HoverConsent } from './consent.ts';
import { hoverSelector, UserHover } from './hover.ts';
import type { InspectUser } from './inspectUser.ts';
import { Lookups } from './lookups.ts';

/**
 * Answers "who is this?" anywhere in the editor. Asks no server until the user runs a command or allows hovers.
 * The commands throw what goes wrong.
 */
export class Inspector extends Disposables {
  readonly #services: Services;
  readonly #consent: HoverConsent;
  #inspecting: Promise<InspectUser> | undefined;

  constructor(services: Services) {
    super();
    const { context, servers } = services;
    this.#services = services;
    this.#consent = new HoverConsent(context.workspaceState, servers);
    const lookups = this.add(new Lookups());
    this.add(servers.onDidChangeState(server => lookups.retry(server)));
    const hover = new UserHover(servers, this.#consent, lookups);
    this.add(vscode.languages.registerHoverProvider(hoverSelector, hover));
  }

  async findUser(): Promise<void> {
    const { findUser } = await import('./findUser.ts');
    await findUser(this.#services);
  }

  /** @param target what menus, links and rows pass; without it, the selection or the word at the cursor counts */
  async inspectUser(target?: unknown): Promise<void> {
    const inspect = await this.#inspect();
    await inspect.run(target);
  }

  /** @param variable what VS Code passes to the menus of Variables and Watch */
  async inspectVariable(variable: unknown): Promise<void> {
    const inspect = await this.#inspect();
    await inspect.runOnVariable(variable);
  }

  allowHovers(): Promise<void> {
    const servers = this.#services.servers.all();
    return servers.length > 1 ? this.#consent.choose() : this.#consent.allow(servers);
  }

  denyHovers(): Promise<void> {
    return this.#consent.allow([]);
  }

  #inspect(): Promise<InspectUser> {
    this.#inspecting ??= Promise.all([import('./inspectUser.ts'), import('./view.ts')]).then(
      ([{ InspectUser }, { InspectViews }]) =>
        new InspectUser(this.#services, this.add(new InspectViews(this.#services))),
    );
    return this.#inspecting;
  }
}
