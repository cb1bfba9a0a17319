import { namesIn } from '../../ocs/narrow.ts';
import { applyPatch } from '../../model/table/edits.ts';
import type { TableDocument, TablePatch } from '../../model/table/types.ts';

/** Edits that are on their way to the document. Until it has them, the page lays them over it. */
export class EditDraft {
  readonly #send: (sequence: number, edits: TablePatch) => void;
  #sent: { sequence: number; edits: TablePatch }[] = [];
  #sequence = 0;
  #held: TablePatch | undefined;

  constructor(send: (sequence: number, edits: TablePatch) => void) {
    this.#send = send;
  }

  get sequence(): number {
    return this.#sequence;
  }

  /** Whether the document has everything. */
  get isSettled(): boolean {
    return this.#sent.length === 0;
  }

  /** One step for undo. Nothing is sent if there is no edit. */
  send(edits: TablePatch): void {
    if (namesIn(edits).length === 0) return;
    this.#sequence++;
    this.#sent.push({ sequence: this.#sequence, edits });
    if (this.#held) this.#held = { ...this.#held, ...edits };
    else this.#send(this.#sequence, edits);
  }

  /** The edits that are made meanwhile, which are not sent: the answer to a question carries them. */
  hold(run: () => void): TablePatch {
    this.#held = {};
    run();
    const held = this.#held;
    this.#held = undefined;
    return held;
  }

  settle(applied: number): void {
    this.#sent = this.#sent.filter(({ sequence }) => sequence > applied);
  }

  over(document: TableDocument): TableDocument {
    return this.#sent.reduce((edited, { edits }) => applyPatch(edited, edits), document);
  }
}
