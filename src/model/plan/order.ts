import { isUserStep, userKey, type PlanStep, type StepAction } from './types.ts';

/**
 * Users in an order in which managers are created before the users they manage, otherwise as given. Those on whom a
 * circle is broken are in `late`: their manager is set when everybody exists.
 */
export function orderByManager<T extends { key: string }>(
  users: readonly T[],
  createdManagerOf: (user: T) => string | undefined,
): { ordered: T[]; late: Set<string> } {
  const byKey = new Map(users.map(user => [user.key, user]));
  const ordered: T[] = [];
  const late = new Set<string>();
  const done = new Set<string>();
  for (const user of users) {
    // From the user up to the highest manager who is not there yet; then down again.
    const chain: T[] = [];
    const onChain = new Set<string>();
    for (let next: T | undefined = user; next && !done.has(next.key);) {
      chain.push(next);
      onChain.add(next.key);
      const manager: string | undefined = createdManagerOf(next);
      if (manager !== undefined && onChain.has(manager)) {
        late.add(next.key);
        break;
      }
      next = manager === undefined ? undefined : byKey.get(manager);
    }
    for (const one of chain.reverse()) {
      done.add(one.key);
      ordered.push(one);
    }
  }
  return { ordered, late };
}

/** Numbers the steps, and finds out which earlier ones each of them needs. */
export function linked(actions: readonly StepAction[]): PlanStep[] {
  const index = new Index();
  return actions.map((action, position) => {
    const id = position + 1;
    const needs = [...new Set(index.needsOf(action))].sort((a, b) => a - b);
    index.note(action, id);
    return { ...action, id, needs };
  });
}

/** Which step brought about what. */
class Index {
  readonly #groups = new Map<string, number>();
  readonly #created = new Map<string, number>();
  /** Of each user: the steps so far. */
  readonly #own = new Map<string, { id: number; action: StepAction }[]>();
  /** Of each manager: the steps that took somebody from them. */
  readonly #handedOver = new Map<string, number[]>();

  note(action: StepAction, id: number): void {
    if (action.kind === 'createGroup') this.#groups.set(action.group, id);
    if (!isUserStep(action)) return;
    const key = userKey(action.user);
    if (action.kind === 'create') this.#created.set(key, id);
    push(this.#own, key, { id, action });
    const old = managerChange(action)?.old;
    if (old) push(this.#handedOver, userKey(old), id);
  }

  needsOf(action: StepAction): number[] {
    const created = groupsOf(action).map(group => this.#groups.get(group));
    if (!isUserStep(action)) return created.filter(id => id !== undefined);
    const key = userKey(action.user);
    const own = this.#own.get(key) ?? [];
    const ids = (test: (other: StepAction) => boolean) =>
      own.filter(({ action: other }) => test(other)).map(({ id }) => id);
    const manager = action.kind === 'create' ? action.values.manager : managerChange(action)?.new;
    return [
      this.#created.get(key),
      manager ? this.#created.get(userKey(manager)) : undefined,
      ...created,
      ...ids(other => isBefore(other, action)),
      ...(action.kind === 'delete' ? (this.#handedOver.get(key) ?? []) : []),
    ].filter(id => id !== undefined);
  }
}

/** Within one user. */
function isBefore(other: StepAction, action: StepAction): boolean {
  switch (action.kind) {
    case 'promote':
      return other.kind === 'join' && other.group === action.group;
    case 'leave':
      return other.kind === 'join' || (other.kind === 'demote' && other.group === action.group);
    case 'delete':
      return true;
    default:
      return false;
  }
}

function groupsOf(action: StepAction): string[] {
  if (action.kind === 'create') return [...(action.values.groups ?? []), ...(action.values.subadmin ?? [])];
  if (action.kind === 'switchApp') return action.new.limitedTo ?? [];
  return action.kind === 'join' || action.kind === 'promote' || action.kind === 'renameGroup'
    ? [action.group]
    : [];
}

function managerChange(action: StepAction): { old?: string; new: string } | undefined {
  return action.kind === 'change' ? action.changes.find(({ field }) => field === 'manager') : undefined;
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}
