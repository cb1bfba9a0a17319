// The one place of time limits. A limit says when something will not happen any more, never how fast it should be: so
// it is generous, and grows with the machine's slowness.
import { createHash } from 'node:crypto';
import { cpus, loadavg } from 'node:os';

/** Milliseconds that the sample takes on an idle machine of the kind that CI has. */
const idleSampleMs = 12;
const most = 8;
/** Milliseconds for which a measurement holds. */
const fresh = 5000;

const sample = Buffer.alloc(16 * 1024 * 1024);
let measured = { at: -Infinity, slowness: 1 };

/** How many times slower than an idle machine this one is now, 1 to 8. */
function slowness(): number {
  if (Date.now() - measured.at > fresh) measured = { at: Date.now(), slowness: measure() };
  return measured.slowness;
}

/** By a piece of work, and by how many want the processors, which a short piece does not notice. */
function measure(): number {
  // Twice: the first time is longer by what is only then loaded and compiled.
  const work = Math.min(timeSample(), timeSample()) / idleSampleMs;
  const waiting = (loadavg()[0] ?? 0) / cpus().length;
  return Math.min(most, Math.max(1, work, waiting));
}

function timeSample(): number {
  const started = performance.now();
  createHash('sha256').update(sample).digest();
  return performance.now() - started;
}

/** `ms`, as long as that is on this machine now. */
export const scaled = (ms: number): number => Math.ceil(ms * slowness());

/** Milliseconds on an idle machine. */
export const limits = {
  /** One thing that a test waits for. */
  fact: 10_000,
  /** One try at something that may get lost on its way, such as a key while the focus changes, and is done again. */
  attempt: 1500,
  /** VS Code or a browser from its start to its first row. */
  start: 90_000,
  unitTest: 10_000,
  hostTest: 30_000,
  /** A test of many steps, or of much to compute. */
  long: 240_000,
  journey: 90_000,
  /** All tests inside the extension host. */
  hostSuite: 480_000,
} as const;
