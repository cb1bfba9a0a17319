import * as l10n from '@vscode/l10n';

/** A value of the command line that must be one of these. Throws an error fit for the user. */
export function choice<T extends string>(given: string, known: readonly T[]): T {
  const found = known.find(one => one === given);
  if (found === undefined) throw new Error(l10n.t('“{0}” must be one of: {1}', given, known.join(', ')));
  return found;
}
