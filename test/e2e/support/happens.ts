import type { Locator } from 'playwright-core';
import { limits, scaled } from '../../support/limits.ts';

/** Whether something is on screen within one attempt. */
export function happens(what: Locator): Promise<boolean> {
  return what.waitFor({ timeout: scaled(limits.attempt) }).then(
    () => true,
    () => false,
  );
}
