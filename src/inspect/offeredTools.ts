import * as vscode from 'vscode';
import type { Servers } from '../servers/servers.ts';
import { Disposables } from '../ui/disposables.ts';
import { toolsAllowed, toolsSetting } from './settings.ts';

/** Offers the language model tools while the setting allows them; VS Code would list them regardless. */
export class OfferedTools extends Disposables {
  readonly #servers: Servers;
  #offered: vscode.Disposable[] = [];

  constructor(servers: Servers) {
    super();
    this.#servers = servers;
    this.add({ dispose: () => this.#withdraw() });
    this.add(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(toolsSetting)) void this.#offer();
      }),
    );
    void this.#offer();
  }

  async #offer(): Promise<void> {
    this.#withdraw();
    if (!toolsAllowed()) return;
    const { languageModelTools } = await import('./tools.ts');
    // Meanwhile, the setting may have changed, or somebody else have been here.
    this.#withdraw();
    if (!toolsAllowed()) return;
    for (const [name, tool] of languageModelTools(this.#servers))
      this.#offered.push(vscode.lm.registerTool(name, tool));
  }

  #withdraw(): void {
    for (const offered of this.#offered.splice(0)) offered.dispose();
  }
}
