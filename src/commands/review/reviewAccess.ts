import * as vscode from 'vscode';
import { showPage } from '../../documents/forms/page.ts';
import { openingOf, PageChannel } from '../../documents/forms/pageChannel.ts';
import type { Server } from '../../servers/server.ts';
import { Disposables } from '../../ui/disposables.ts';
import { tabIcon } from '../../ui/tabIcon.ts';
import type { FromReview, ToReview } from '../../webview/review/protocol.ts';
import type { ActionContext } from '../engine/context.ts';
import { closeWith } from '../keep/closeWith.ts';
import { ReviewSession } from './session.ts';

const pages = new Map<string, ReviewPage>();

/** Opens the review of a server, or shows it again, and reviews anew. */
export async function reviewAccess(context: ActionContext, server: Server): Promise<void> {
  const page = pages.get(server.id) ?? new ReviewPage(context, server);
  await page.show();
}

class ReviewPage extends Disposables {
  readonly #panel: vscode.WebviewPanel;
  readonly #session: ReviewSession;

  constructor(context: ActionContext, server: Server) {
    super();
    pages.set(server.id, this);
    this.add({ dispose: () => pages.delete(server.id) });
    const { extensionUri } = context.context;
    const title = vscode.l10n.t('Access Review of {0}', server.label);
    this.#panel = vscode.window.createWebviewPanel('nextcloudAdmin.review', title, vscode.ViewColumn.Active, {
      enableFindWidget: true,
    });
    this.#panel.iconPath = tabIcon(extensionUri);
    this.#panel.onDidDispose(() => this.dispose());
    const channel = new PageChannel<FromReview, ToReview>(this.#panel, message => {
      if (message.type === 'ready') channel.post({ type: 'init', ...openingOf(this.#session.state) });
      else void this.#session.take(message);
    });
    this.#session = this.add(
      new ReviewSession(context, server, state => channel.post({ type: 'update', state })),
    );
    this.add(closeWith(context, this.#panel, [server]));
    showPage(this.#panel.webview, extensionUri, 'review', title);
  }

  async show(): Promise<void> {
    this.#panel.reveal();
    await this.#session.run();
  }
}
