import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Drawing, Ticks } from '../../../../src/ui/quirks/ticks.ts';

/** What is sent to the window: rows by place with those to tick, or a question for which the answer comes last. */
type ToWindow = { rows: readonly string[]; ticked: ReadonlySet<string> } | { asks: () => void };

/** What the window tells: the places that are ticked, Enter, or that answer. */
type FromWindow = { selection: number[] } | { answer: () => void } | 'enter';

/** VS Code's window, as far as it concerns checkboxes: it knows rows by their place and draws all of them anew. */
class Window {
  readonly told: FromWindow[] = [];
  rows: readonly string[] = [];
  ticked = new Set<number>();

  receive(message: ToWindow): void {
    if ('asks' in message) {
      this.told.push({ answer: message.asks });
      return;
    }
    if (this.ticked.size > 0) this.#tell(new Set());
    this.rows = message.rows;
    if (message.ticked.size > 0) this.#tell(new Set([...message.ticked].map(id => this.rows.indexOf(id))));
  }

  toggle(place: number): void {
    const ticked = new Set(this.ticked);
    if (!ticked.delete(place)) ticked.add(place);
    this.#tell(ticked);
  }

  enter(): void {
    if (this.ticked.size === 0) this.#tell(new Set());
    this.told.push('enter');
  }

  #tell(ticked: Set<number>): void {
    this.ticked = ticked;
    this.told.push({ selection: [...ticked] });
  }
}

/** The extension's end: rows keep their place, and are drawn when a search was answered. */
class Pick {
  readonly sent: ToWindow[] = [];
  readonly ticks: Ticks;
  accepted: ReadonlySet<string> | undefined;
  readonly #rows: string[];
  readonly #drawing: Drawing;

  constructor(selected: readonly string[]) {
    this.#rows = [...selected];
    this.ticks = new Ticks(selected);
    this.#drawing = new Drawing(
      () => {
        this.ticks.draw();
        this.sent.push({ rows: [...this.#rows], ticked: new Set(this.ticks.chosen) });
        return () => this.ticks.settled();
      },
      () => new Promise(resolve => this.sent.push({ asks: resolve })),
    );
  }

  found(ids: readonly string[]): void {
    this.#rows.push(...ids.filter(id => !this.#rows.includes(id)));
    this.#drawing.ask();
  }

  receive(message: FromWindow): void {
    if (message === 'enter') this.accepted = new Set(this.ticks.accept());
    else if ('answer' in message) message.answer();
    else this.ticks.changed(new Set(message.selection.map(place => this.#rows[place]!)));
  }
}

/** A person before a window whose messages take as long as the test wants. */
class Desk {
  readonly window = new Window();
  readonly pick: Pick;
  /** Whether the person ticked a row last, or took the tick away. */
  readonly wishes = new Map<string, boolean>();

  constructor(selected: readonly string[]) {
    this.pick = new Pick(selected);
    for (const id of selected) this.wishes.set(id, true);
  }

  get isQuiet(): boolean {
    return this.pick.sent.length === 0 && this.window.told.length === 0;
  }

  toggle(n: number): void {
    const { rows, ticked } = this.window;
    if (rows.length === 0) return;
    const place = n % rows.length;
    this.wishes.set(rows[place]!, !ticked.has(place));
    this.window.toggle(place);
  }

  async toWindow(): Promise<void> {
    const message = this.pick.sent.shift();
    if (message) this.window.receive(message);
    await settle();
  }

  async toPick(): Promise<void> {
    const message = this.window.told.shift();
    if (message) this.pick.receive(message);
    await settle();
  }

  async deliverAll(): Promise<void> {
    for (let n = 0; !this.isQuiet; n++) {
      assert.ok(n < 1000, 'it never comes to rest');
      await this.toWindow();
      await this.toPick();
    }
  }

  get wanted(): string[] {
    return [...this.wishes].flatMap(([id, ticked]) => (ticked ? [id] : [])).sort();
  }

  get shown(): string[] {
    return [...this.window.ticked].map(place => this.window.rows[place]!).sort();
  }
}

const settle = () => new Promise(resolve => setImmediate(resolve));

const ids = ['a', 'b', 'c', 'd', 'e'];
type Step =
  { kind: 'toggle'; n: number } | { kind: 'found'; ids: string[] } | { kind: 'toWindow' | 'toPick' };
const someIds = fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 4 });
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('toggle' as const), n: fc.nat(9) }),
    fc.record({ kind: fc.constant('found' as const), ids: someIds }),
    fc.record({ kind: fc.constantFrom('toWindow' as const, 'toPick' as const) }),
    fc.record({ kind: fc.constantFrom('toWindow' as const, 'toPick' as const) }),
  ),
  { maxLength: 40 },
);

async function take(desk: Desk, step: Step): Promise<void> {
  if (step.kind === 'toggle') desk.toggle(step.n);
  else if (step.kind === 'found') desk.pick.found(step.ids);
  else await desk[step.kind]();
  await settle();
}

describe('ticks in a quick pick', function () {
  this.timeout(60_000);

  const check = (claim: (selected: string[], steps: Step[]) => Promise<void>) =>
    fc.assert(fc.asyncProperty(someIds, steps, claim), { numRuns: 3000 });

  it('are never lost by Enter, whatever was in flight', () =>
    check(async (selected, all) => {
      const desk = new Desk(selected);
      desk.pick.found(ids.slice(0, 2));
      for (const step of all) await take(desk, step);
      desk.window.enter();
      while (desk.pick.accepted === undefined) await desk.toPick();
      for (const id of desk.wanted) assert.ok(desk.pick.accepted.has(id), id);
    }));

  it('match the choices once everything has arrived, with nothing lost before', () =>
    check(async (selected, all) => {
      const desk = new Desk(selected);
      desk.pick.found(ids.slice(0, 2));
      for (const step of all) await take(desk, step);
      await desk.deliverAll();
      assert.deepEqual(desk.shown, [...desk.pick.ticks.chosen].sort());
      for (const id of desk.wanted) assert.ok(desk.pick.ticks.chosen.has(id), id);
    }));

  it('are not redrawn after the pick closes, nor forever if the window does not follow', async () => {
    for (const goes of [true, false]) {
      let drawn = 0;
      const drawing = new Drawing(
        () => {
          drawn++;
          return () => true;
        },
        async () => {
          await settle();
          if (goes) drawing.end();
        },
      );
      drawing.ask();
      for (let n = 0; n < 100; n++) await settle();
      assert.ok(goes ? drawn === 1 : drawn < 30, `${drawn} drawings`);
    }
  });

  it('are exactly the user’s if everything arrives immediately', () =>
    check(async (selected, all) => {
      const desk = new Desk(selected);
      desk.pick.found(ids);
      await desk.deliverAll();
      for (const step of all) {
        await take(desk, step);
        await desk.deliverAll();
      }
      assert.deepEqual([...desk.pick.ticks.chosen].sort(), desk.wanted);
    }));
});
