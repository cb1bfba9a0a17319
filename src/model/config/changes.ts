import { changedKeys, Withheld } from './document.ts';
import type { ConfigDocument } from './document.ts';

/** One call of the client. */
export type ConfigCall =
  | { kind: 'delete'; key: string }
  /** `isHidden`: what the server holds is not known, and may be the same. */
  | { kind: 'set'; key: string; value: string; isHidden: boolean };

/** The smallest set of calls: what was changed between `base` and `ours` and differs on the server (`theirs`). */
export function planConfigCalls(
  base: ConfigDocument,
  ours: ConfigDocument,
  theirs: ConfigDocument,
): ConfigCall[] {
  return changedKeys(base, ours).flatMap((key): ConfigCall[] => {
    const value = ours.get(key);
    const held = theirs.get(key);
    if (value === held || value instanceof Withheld) return [];
    if (value === undefined) return [{ kind: 'delete', key }];
    return [{ kind: 'set', key, value, isHidden: held instanceof Withheld }];
  });
}

export function afterConfigCall(document: ConfigDocument, call: ConfigCall): ConfigDocument {
  const others = [...document].filter(([key]) => key !== call.key);
  return new Map(call.kind === 'set' ? [...others, [call.key, call.value]] : others);
}
