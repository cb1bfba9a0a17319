import * as l10n from '@vscode/l10n';
import { nothing } from 'lit';
import type { DocumentState } from '../protocol.ts';
import { banner } from './banner.ts';

/** Why the form is locked, if it is. */
export function documentBanner({ fault, readOnly }: DocumentState<object>, showText: () => void) {
  if (fault) {
    const text = l10n.t('The JSON text has an error in line {0}: {1}', fault.line, fault.message);
    return banner('error', text, [{ label: l10n.t('Show JSON'), run: showText }]);
  }
  return readOnly === null ? nothing : banner('info', readOnly);
}

/** Whether nothing can be entered. */
export const isLocked = ({ fault, readOnly }: DocumentState<object>): boolean =>
  fault !== null || readOnly !== null;

/** A field that is not in the document stays unchanged, so it is not modified. The order of a list does not matter. */
export function isModified(value: unknown, base: unknown): boolean {
  const canonical = (from: unknown) => (Array.isArray(from) ? JSON.stringify(from.map(String).sort()) : from);
  return value !== undefined && canonical(value) !== canonical(base);
}
