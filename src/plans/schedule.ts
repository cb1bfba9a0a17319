import { userKey, type PlanStep } from '../model/plan/types.ts';

/** Which step is next: those of one user one after the other, and each after the steps that it needs. */
export class Schedule {
  readonly #steps = new Map<number, PlanStep>();
  readonly #waitsFor = new Map<number, number>();
  /** Those that come after a step, and those of them that need it. */
  readonly #next = new Map<number, { step: number; needs: boolean }[]>();
  readonly #ready: number[] = [];
  /** Of users who have been begun: they come first. */
  readonly #soon: number[] = [];
  #position = 0;

  /**
   * @param steps what is left to do, in the order of the plan
   * @param isDone whether a step that is not among them was done
   */
  constructor(steps: readonly PlanStep[], isDone: (id: number) => boolean) {
    const last = new Map<string, number>();
    for (const step of steps) this.#steps.set(step.id, step);
    for (const step of steps) {
      const before = 'user' in step ? last.get(userKey(step.user)) : undefined;
      const needs = new Set(step.needs.filter(id => this.#steps.has(id)));
      const sources = new Set([...needs, ...(before === undefined ? [] : [before])]);
      for (const source of sources) this.#follow(source, step.id, needs.has(source));
      this.#waitsFor.set(step.id, sources.size);
      if (sources.size === 0) this.#ready.push(step.id);
      if ('user' in step) last.set(userKey(step.user), step.id);
    }
    this.hopeless = steps.filter(({ needs }) => needs.some(id => !this.#steps.has(id) && !isDone(id)));
  }

  /** Those that need a step which was not done, and is not among these. */
  readonly hopeless: readonly PlanStep[];

  get left(): number {
    return this.#steps.size;
  }

  /** A step that can be done now, if there is one; it is given out once. */
  take(): PlanStep | undefined {
    for (;;) {
      const id = this.#soon.pop() ?? this.#ready[this.#position++];
      if (id === undefined) {
        this.#position = this.#ready.length;
        return undefined;
      }
      const step = this.#steps.get(id);
      if (step) return step;
    }
  }

  /** It has ended; answers with the steps that cannot be done any more because of it, which have ended with it. */
  settle(id: number, isDone: boolean): PlanStep[] {
    if (!this.#steps.delete(id)) return [];
    const lost: PlanStep[] = [];
    for (const { step, needs } of this.#next.get(id) ?? []) {
      const waiting = this.#steps.get(step);
      if (!waiting) continue;
      if (needs && !isDone) lost.push(waiting, ...this.settle(step, false));
      else {
        const count = (this.#waitsFor.get(step) ?? 1) - 1;
        this.#waitsFor.set(step, count);
        if (count === 0) this.#soon.push(step);
      }
    }
    return lost;
  }

  #follow(source: number, step: number, needs: boolean): void {
    const followers = this.#next.get(source);
    if (followers) followers.push({ step, needs });
    else this.#next.set(source, [{ step, needs }]);
  }
}
