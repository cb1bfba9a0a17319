import { policyOf } from '../ocs/index.ts';
import type { NextcloudError } from '../ocs/index.ts';
import type { Busy } from '../subjects/busy.ts';
import type { Subject } from '../subjects/subject.ts';
import { isCancelled } from '../ui/messages.ts';
import type { Progress } from '../ui/progress.ts';
import type { Inverse, Result, Work } from './work.ts';

/** Subjects at once; the client sends as many requests at once to one server. */
const workers = 4;

/** All others make the same call. One slow write says nothing of them. */
function endsRun(error: unknown): boolean {
  const policy = policyOf(error);
  return policy !== undefined && policy.meets !== 'one' && !(error as NextcloudError).isOpen;
}

/** Writes to each subject, a few at a time; never throws. */
export async function run<S extends Subject, V>(
  work: Pick<Work<S, V>, 'doing' | 'write' | 'changes'>,
  subjects: readonly S[],
  value: V,
  busy: Busy,
  progress: Progress,
): Promise<Result<S>> {
  const { signal } = progress;
  const result: Result<S> = { done: [], failed: new Map(), left: [...subjects], inverses: [] };
  const one = async (subject: S) => {
    const inverses: Inverse[] = [];
    try {
      await subject.server.call(client =>
        work.write(subject, value, { client, signal, undo: inverse => inverses.unshift(inverse) }),
      );
      result.done.push(subject);
    } catch (error) {
      settle(result, subject, error);
    }
    if (inverses.length > 0) result.inverses.push({ subject, inverses });
    progress.report('', { done: subjects.length - result.left.length, total: subjects.length });
  };
  const worker = async () => {
    while (!signal.aborted && result.stop === undefined) {
      const subject = result.left.shift();
      if (!subject) return;
      await busy.during(subject, work.doing, () => one(subject));
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  tell(work, subjects, value, result);
  return result;
}

function settle<S extends Subject>(result: Result<S>, subject: S, error: unknown): void {
  if (isCancelled(error) || endsRun(error)) {
    result.left.unshift(subject);
    result.stop ??= error;
  } else {
    result.failed.set(subject, error);
  }
}

/** Whoever shows what was touched reads it anew, also where it failed: nobody knows how far it came. */
function tell<S extends Subject, V>(
  work: Pick<Work<S, V>, 'changes'>,
  subjects: readonly S[],
  value: V,
  result: Result<S>,
): void {
  const untouched = new Set(result.stop === undefined ? result.left : []);
  for (const subject of subjects)
    if (!untouched.has(subject)) subject.server.changes.fire(...work.changes(subject, value));
}
