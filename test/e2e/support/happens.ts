import type { Locator } from 'playwright-core';
import { limits, scaled } from '../../support/limits.ts';

/** Whether something is on screen within one attempt, or within `limit` milliseconds. */
export function happens(what: Locator, limit: number = limits.attempt): Promise<boolean> {
  return what.waitFor({ timeout: scaled(limit) }).then(
    () => true,
    () => false,
  );
}
