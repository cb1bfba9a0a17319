import type { FromForm, Handlers, Opening, SearchSource, Suggestion, ToForm } from '../protocol.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** What every page is told of a search. */
interface SearchAnswer {
  type: 'found';
  request: number;
  suggestions: Suggestion[];
  problem: string | null;
}

/** The extension, as a page sees it: messages in both directions, and what VS Code keeps for the page. */
export class Channel<To extends { type: string }, From extends { type: string }> {
  readonly #api = acquireVsCodeApi();
  readonly #searches = new Map<number, PromiseWithResolvers>();
  #requests = 0;

  /** Calls `handlers` for each message from now on. Answers to `ask` are handled here. */
  listen(handlers: Omit<Handlers<To>, 'found'>): void {
    const all = {
      ...handlers,
      found: (message: SearchAnswer) => this.#found(message),
    } as unknown as Handlers<To>;
    window.addEventListener('message', ({ data }: MessageEvent<To>) => {
      (all[data.type as To['type']] as (message: To) => void)(data);
    });
  }

  /**
   * The state in the page, the first time it is loaded. VS Code loads the same page again whenever a hidden tab is
   * shown, and by then that state is outdated.
   */
  takeOpening<State>(): Opening<State> | undefined {
    const block = document.getElementById('opening');
    const page = block?.dataset.page;
    if (!block || this.viewState.page === page) return undefined;
    this.viewState = { ...this.viewState, page };
    return JSON.parse(block.textContent) as Opening<State>;
  }

  post(message: From): void {
    this.#api.postMessage(message);
  }

  /** Posts a search under a number of its own. Rejects with the reason in words. */
  ask(message: (request: number) => From): Promise<Suggestion[]> {
    const request = ++this.#requests;
    this.post(message(request));
    return new Promise((resolve, reject) => this.#searches.set(request, { resolve, reject }));
  }

  /** What VS Code keeps when the view reloads. Must never hold secrets, nor values that a document has. */
  get viewState(): Record<string, unknown> {
    return (this.#api.getState() as Record<string, unknown> | undefined) ?? {};
  }

  set viewState(state: Record<string, unknown>) {
    this.#api.setState(state);
  }

  #found({ request, suggestions, problem }: SearchAnswer): void {
    const waiting = this.#searches.get(request);
    this.#searches.delete(request);
    if (problem === null) waiting?.resolve(suggestions);
    else waiting?.reject(new Error(problem));
  }
}

/** The extension, as a form sees it. */
export class Host<State, Action extends string> extends Channel<ToForm<State>, FromForm<Action>> {
  override listen(handlers: Omit<Handlers<ToForm<State>>, 'found'>): void {
    super.listen(handlers);
    this.post({ type: 'ready' });
  }

  /** Searches on the server. Rejects with the reason in words. */
  search(source: SearchSource, query: string): Promise<Suggestion[]> {
    return this.ask(request => ({ type: 'search', request, source, query }));
  }
}

interface PromiseWithResolvers {
  resolve(suggestions: Suggestion[]): void;
  reject(reason: Error): void;
}
