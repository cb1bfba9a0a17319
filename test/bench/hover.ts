import { UserKeys } from '../../src/inspect/find/candidate.ts';
import { candidateAt } from '../../src/inspect/find/candidates.ts';
import { logText } from '../support/logs.ts';
import type { Figure } from './figures.ts';

/** VS Code gives extensions nothing over 50 MB. */
const bytes = 45e6;
const hovers = 2000;

/** What stands between the mouse and the request, all over a long log. */
export function hover(): Promise<Figure[]> {
  const ids = Array.from({ length: 500 }, (_, n) => `person.${n}@example.com`);
  const lines = logText(bytes, ids).split('\n');
  const keys = new UserKeys(['user', 'uid', 'userId', 'owner', 'uid_owner', 'uid_initiator', 'manager']);
  const document = {
    languageId: 'log',
    fileName: '/var/log/nextcloud/nextcloud.log',
    lineAt: (line: number) => ({ text: lines[line] ?? '' }),
  };
  const times = Array.from({ length: hovers }, (_, n) => {
    const line = Math.floor((n * lines.length) / hovers);
    const started = performance.now();
    candidateAt(document, line, (n * 37) % document.lineAt(line).text.length, keys);
    return performance.now() - started;
  }).sort((a, b) => a - b);
  const figure = (what: string, value: number): Figure => ({
    what: `hover in a log of 45 MB, before the request: ${what}`,
    value,
    unit: 'ms',
    budget: { of: 'value', most: 2 },
  });
  return Promise.resolve([
    figure('median', times[hovers / 2] ?? NaN),
    figure('99 of 100', times[Math.floor(hovers * 0.99)] ?? NaN),
  ]);
}
