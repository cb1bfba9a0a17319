import { NextcloudError, policyOf } from '../ocs/index.ts';
import type { StepOutcome } from './entries.ts';

/** Whether all other steps would fail alike. One slow write says nothing of them. */
export function endsRun(error: NextcloudError): boolean {
  const meets = policyOf(error)?.meets;
  return meets !== undefined && meets !== 'one' && !error.isOpen;
}

export function failureOf({
  kind,
  message,
  isOpen,
}: NextcloudError): Extract<StepOutcome, { type: 'failed' }> {
  return { type: 'failed', kind, message, ...(isOpen && { isOpen }) };
}

export const isKind = (error: unknown, kind: NextcloudError['kind']): error is NextcloudError =>
  error instanceof NextcloudError && error.kind === kind;
