/** Whether all, none, or some of the keys are ticked. */
export function tickOf(keys: readonly string[], ticked: ReadonlySet<string>): 'true' | 'false' | 'mixed' {
  const count = keys.filter(key => ticked.has(key)).length;
  if (count === 0) return 'false';
  return count === keys.length ? 'true' : 'mixed';
}
