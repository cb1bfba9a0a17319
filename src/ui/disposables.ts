/** Disposes of everything added, in reverse order. */
export class Disposables {
  readonly #all: { dispose(): unknown }[] = [];

  add<T extends { dispose(): unknown }>(disposable: T): T {
    this.#all.push(disposable);
    return disposable;
  }

  dispose(): void {
    for (const disposable of this.#all.splice(0).reverse()) disposable.dispose();
  }
}
