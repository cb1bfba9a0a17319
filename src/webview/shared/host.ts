import type { FromForm, Handlers, Opening, SearchSource, Suggestion, ToForm } from '../protocol.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The extension, as the form sees it. */
export class Host<State, Action extends string> {
  readonly #api = acquireVsCodeApi();
  readonly #searches = new Map<number, PromiseWithResolvers>();
  #requests = 0;

  /** Calls `handlers` for each message from now on. Answers to `search` are handled here. */
  listen(handlers: Omit<Handlers<ToForm<State>>, 'found'>): void {
    const all: Handlers<ToForm<State>> = { ...handlers, found: message => this.#found(message) };
    window.addEventListener('message', ({ data }: MessageEvent<ToForm<State>>) => {
      (all[data.type] as (message: ToForm<State>) => void)(data);
    });
    this.post({ type: 'ready' });
  }

  /**
   * The state in the page, the first time it is loaded. VS Code loads the same page again whenever a hidden tab is
   * shown, and by then that state is outdated.
   */
  takeOpening(): Opening<State> | undefined {
    const block = document.getElementById('opening');
    const page = block?.dataset.page;
    if (!block || this.viewState.page === page) return undefined;
    this.viewState = { ...this.viewState, page };
    return JSON.parse(block.textContent) as Opening<State>;
  }

  post(message: FromForm<Action>): void {
    this.#api.postMessage(message);
  }

  /** Searches on the server. Rejects with the reason in words. */
  search(source: SearchSource, query: string): Promise<Suggestion[]> {
    const request = ++this.#requests;
    this.post({ type: 'search', request, source, query });
    return new Promise((resolve, reject) => this.#searches.set(request, { resolve, reject }));
  }

  /** What VS Code keeps when the view reloads. Must never hold secrets, nor values that a document has. */
  get viewState(): Record<string, unknown> {
    return (this.#api.getState() as Record<string, unknown> | undefined) ?? {};
  }

  set viewState(state: Record<string, unknown>) {
    this.#api.setState(state);
  }

  #found({ request, suggestions, problem }: Extract<ToForm<State>, { type: 'found' }>): void {
    const waiting = this.#searches.get(request);
    this.#searches.delete(request);
    if (problem === null) waiting?.resolve(suggestions);
    else waiting?.reject(new Error(problem));
  }
}

interface PromiseWithResolvers {
  resolve(suggestions: Suggestion[]): void;
  reject(reason: Error): void;
}
