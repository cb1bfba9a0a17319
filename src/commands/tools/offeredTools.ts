import * as vscode from 'vscode';
import { Disposables } from '../../ui/disposables.ts';
import type { ToolContext } from './tool.ts';

export const toolsSetting = 'nextcloudAdmin.languageModelTools.enabled';

/** Offers the language model tools while the setting allows them; VS Code would list them regardless. */
export class OfferedTools extends Disposables {
  readonly #context: ToolContext;
  #offered: vscode.Disposable[] = [];

  constructor(context: ToolContext) {
    super();
    this.#context = context;
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
    for (const [name, tool] of languageModelTools(this.#context))
      this.#offered.push(vscode.lm.registerTool(name, tool));
  }

  #withdraw(): void {
    for (const offered of this.#offered.splice(0)) offered.dispose();
  }
}

/** An application setting: a workspace cannot turn them on. */
function toolsAllowed(): boolean {
  return vscode.workspace.getConfiguration().get(toolsSetting, false);
}
