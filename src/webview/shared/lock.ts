import * as l10n from '@vscode/l10n';
import { nothing } from 'lit';
import type { DocumentState } from '../protocol.ts';
import { banner } from './banner.ts';

/** Says why a form is locked, if it is. */
export function documentBanner({ fault, readOnly }: DocumentState<object>, showText: () => void) {
  if (fault) {
    const text = l10n.t('The JSON text cannot be read, line {0}: {1}', fault.line, fault.message);
    return banner('error', text, [{ label: l10n.t('Show Text'), run: showText }]);
  }
  return readOnly === null ? nothing : banner('info', readOnly);
}

/** Nothing can be entered. */
export const isLocked = ({ fault, readOnly }: DocumentState<object>): boolean =>
  fault !== null || readOnly !== null;

/** A field that the document leaves out is left alone, so not modified; the order of a list means nothing. */
export function isModified(value: unknown, base: unknown): boolean {
  const canonical = (from: unknown) =>
    Array.isArray(from) ? JSON.stringify([...(from as string[])].sort()) : from;
  return value !== undefined && canonical(value) !== canonical(base);
}
