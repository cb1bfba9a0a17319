import { sampleOf } from '../../model/overview/vitals.ts';
import type { Outlook, Sample, Vitals } from '../../model/overview/types.ts';
import { inWords, isCancelled } from '../../ui/messages.ts';
import type { OverviewState } from '../../webview/overview/protocol.ts';
import type { DocumentPlace, OpenForm } from '../kind.ts';
import { standingOf } from './form.ts';
import { everyMs, Pulse } from './pulse.ts';
import { readOutlook, readVitals } from './read.ts';

type OverviewForm = OpenForm<OverviewState>;

/** The charts show the last hour. */
const samplesKept = (60 * 60_000) / everyMs;

const watches = new WeakMap<DocumentPlace, Watch>();

/** Shows what the server tells for as long as the form is open. Called again, it is asked anew. */
export async function watch(
  form: OverviewForm,
  first: Vitals | undefined,
  signal: AbortSignal,
): Promise<void> {
  const known = watches.get(form.place);
  if (known) return known.again();
  const begun = new Watch(form, signal);
  watches.set(form.place, begun);
  await begun.begin(first);
}

class Watch {
  readonly #form: OverviewForm;
  readonly #signal: AbortSignal;
  readonly #pulse = new Pulse(() => this.#look());
  #samples: readonly Sample[] = [];
  #outlook: Outlook | undefined;
  /** An app was changed since it was asked what can be updated. */
  #isOutdated = false;

  constructor(form: OverviewForm, signal: AbortSignal) {
    this.#form = form;
    this.#signal = signal;
    const { server } = form.place;
    const subscriptions = [
      form.onDidChangeVisible(() => this.#follow()),
      server.changes.onDidChange(({ kind }) => {
        this.#isOutdated ||= kind === 'app' || kind === 'apps';
        this.#follow();
      }),
    ];
    signal.addEventListener('abort', () => {
      for (const subscription of subscriptions) subscription.dispose();
      this.#pulse.isOn = false;
    });
  }

  async begin(first: Vitals | undefined): Promise<void> {
    if (first) this.#take(first);
    else await this.#pulse.beat();
    this.#follow();
    await this.#ask();
  }

  async again(): Promise<void> {
    await Promise.all([this.#pulse.beat(), this.#ask()]);
  }

  /** Nothing is sent while the page is hidden. */
  #follow(): void {
    const isShown = this.#form.isVisible() && !this.#signal.aborted;
    this.#pulse.isOn = isShown;
    if (isShown && this.#isOutdated) void this.#ask();
  }

  async #look(): Promise<boolean> {
    const { server } = this.#form.place;
    try {
      const { vitals, ...standing } = await server.call(async (client, connection) => ({
        ...standingOf(connection),
        vitals: await readVitals(client, connection.role, { signal: this.#signal }),
      }));
      this.#take(vitals);
      this.#form.update({ ...standing, vitals, trouble: null });
      return vitals.lacking === null;
    } catch (error) {
      if (!isCancelled(error)) this.#form.update({ trouble: inWords(error) });
      return false;
    }
  }

  #take(vitals: Vitals): void {
    if (vitals.lacking !== null) return;
    this.#samples = [...this.#samples, sampleOf(vitals)].slice(-samplesKept);
    this.#form.update({ samples: [...this.#samples] });
  }

  async #ask(): Promise<void> {
    this.#isOutdated = false;
    const { server } = this.#form.place;
    try {
      const outlook = await server.call(async (client, { role }): Promise<Outlook> =>
        role === 'admin' ? readOutlook(client, { signal: this.#signal }) : { problem: null },
      );
      if (!this.#signal.aborted) this.#tell(outlook);
    } catch (error) {
      if (!isCancelled(error)) this.#tell({ problem: inWords(error) });
    }
  }

  /** What was known is shown on, beside why it could not be asked again. */
  #tell(outlook: Outlook): void {
    this.#outlook = outlook.problem === null ? outlook : { ...this.#outlook, ...outlook };
    this.#form.update({ outlook: this.#outlook });
  }
}
