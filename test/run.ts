// `npm test`: every level, going on after a failing one, with what failed and one closing line. Tests in a window depend on
// a browser, a server and an extension host at once: a file of theirs in which something failed is run once more, from a
// fresh start, and named at the end even if it passes then.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { hostRunsHere, hostVersions, root } from './vscode/install.ts';

interface Level {
  script: string;
  env?: Record<string, string>;
  /** Whether mocha counts its tests; otherwise the level itself is one. */
  counted: boolean;
  /** Its configuration of mocha, where files in which something failed are run once more. */
  again?: string;
}

interface Count {
  passed: number;
  failed: number;
  /** What is said of the level at the end, unless all is well. */
  remarks: string[];
}

/** Those in one row run at once. What packages the extension shares no row with what starts it. */
const levels: Level[][] = [
  [
    { script: 'lint', counted: false },
    { script: 'types', counted: false },
    { script: 'unused', counted: false },
    { script: 'sizes', counted: false },
  ],
  [
    { script: 'test:unit', counted: true },
    { script: 'test:soak', counted: true },
    { script: hostRunsHere ? 'test:host' : 'test:electron', counted: true },
  ],
  ...(hostRunsHere ? Object.values(hostVersions) : []).map(version => [
    { script: 'test:e2e', env: { VSCODE_HOST: version }, counted: true, again: 'test/e2e/.mocharc.json' },
  ]),
];

function sum(output: string, pattern: RegExp): number {
  return [...output.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);
}

/** A level that ended badly, or without having run a test, has at least one failure. */
function count(level: Level, { output, succeeded }: Ended): Count {
  const passed = level.counted ? sum(output, /^ {2}(\d+) passing\b/gm) : Number(succeeded);
  const failing = level.counted ? sum(output, /^ {2}(\d+) failing\b/gm) : 0;
  const failed = failing || (succeeded && passed ? 0 : 1);
  return { passed, failed, remarks: failed ? [`=== ${nameOf(level)}\n${failures(output)}`] : [] };
}

/** The part of what mocha prints in which it explains failures; of other tools the end. */
function failures(output: string): string {
  const start = output.search(/^ {2}\d+ failing\b/m);
  return start < 0 ? output.slice(-3000) : output.slice(start);
}

const nameOf = ({ script, env = {} }: Level): string => [script, ...Object.values(env)].join(' ');

interface Ended {
  output: string;
  succeeded: boolean;
}

/** `print` gets what is printed as it comes. */
async function node(
  args: readonly string[],
  env: Record<string, string>,
  print: (text: string) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    print(chunk.toString());
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { output, succeeded: code === 0 };
}

async function run(level: Level, print: (text: string) => void): Promise<Count> {
  const npm = process.env.npm_execpath;
  if (!npm) throw new Error('Please start this with npm: npm test');
  const started = Date.now();
  const folder = await mkdtemp(join(tmpdir(), 'nca-failed-'));
  const list = join(folder, 'files');
  print(`\n=== ${nameOf(level)}\n`);
  try {
    const env = { ...level.env, ...(level.again && { FAILED_FILES: list }) };
    const first = count(level, await node([npm, 'run', '--silent', level.script], env, print));
    const files = await readFile(list, 'utf8').catch(() => '');
    const counted = files ? await runAgain(level, first, files.trim().split('\n'), print) : first;
    const seconds = Math.round((Date.now() - started) / 1000);
    print(`--- ${counted.passed} passed, ${counted.failed} failed in ${seconds} s\n`);
    return counted;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runAgain(
  level: Level,
  first: Count,
  failed: string[],
  print: (text: string) => void,
): Promise<Count> {
  const files = [...new Set(failed)].map(file => relative(root, file));
  print(`\n=== ${nameOf(level)}, a second time: ${files.join(', ')}\n`);
  const args = ['node_modules/mocha/bin/mocha.js', '--config', level.again ?? '', ...files];
  const second = count(level, await node(args, { ...level.env }, print));
  const mended = Math.max(0, first.failed - second.failed);
  const remark = `Run a second time: ${files.join(', ')} (${mended} of ${first.failed} passed then)`;
  return {
    passed: first.passed + mended,
    failed: second.failed,
    remarks: [...first.remarks, ...second.remarks, remark],
  };
}

/** Runs levels at once: the first prints as it goes, the others when they have ended. */
async function runAll([first, ...others]: Level[]): Promise<Count[]> {
  if (!first) return [];
  const shown = run(first, text => process.stdout.write(text));
  const hidden = others.map(async level => {
    const printed: string[] = [];
    const counted = await run(level, text => printed.push(text));
    await shown;
    process.stdout.write(printed.join(''));
    return counted;
  });
  return Promise.all([shown, ...hidden]);
}

async function main(): Promise<void> {
  const counts: Count[] = [];
  for (const row of levels) counts.push(...(await runAll(row)));
  const total = (part: 'passed' | 'failed') => counts.reduce((all, count) => all + count[part], 0);
  console.log(`\n${counts.flatMap(({ remarks }) => remarks).join('\n')}`);
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') ? 1 : 0;
}

void main();
