import * as vscode from 'vscode';
import { showPage } from '../../documents/forms/page.ts';
import { openingOf, PageChannel } from '../../documents/forms/pageChannel.ts';
import { Disposables } from '../../ui/disposables.ts';
import { tabIcon } from '../../ui/tabIcon.ts';
import type { FromCompare, ToCompare } from '../../webview/compare/protocol.ts';
import type { ActionContext } from '../engine/context.ts';
import { closeWith } from '../keep/closeWith.ts';
import { CompareSession } from './session.ts';
import { serverOf, sideLabel, type SidePair } from './sides.ts';

/** Opens a page with what differs. */
export async function showComparison(context: ActionContext, pair: SidePair): Promise<void> {
  await new ComparePage(context, pair).run();
}

class ComparePage extends Disposables {
  readonly #session: CompareSession;

  constructor(context: ActionContext, pair: SidePair) {
    super();
    const { extensionUri } = context.context;
    const title = `${sideLabel(pair.left)} ↔ ${sideLabel(pair.right)}`;
    const panel = vscode.window.createWebviewPanel(
      'nextcloudAdmin.compare',
      title,
      vscode.ViewColumn.Active,
      { enableFindWidget: true },
    );
    panel.iconPath = tabIcon(extensionUri);
    panel.onDidDispose(() => this.dispose());
    const channel = new PageChannel<FromCompare, ToCompare>(panel, message => {
      if (message.type === 'ready') channel.post({ type: 'init', ...openingOf(this.#session.state) });
      else void this.#session.take(message);
    });
    this.#session = this.add(
      new CompareSession(context, pair, state => channel.post({ type: 'update', state })),
    );
    const shown = [pair.left, pair.right].flatMap(side => serverOf(side) ?? []);
    this.add(closeWith(context, panel, shown));
    showPage(panel.webview, extensionUri, 'compare', title);
  }

  async run(): Promise<void> {
    await this.#session.run();
  }
}
