// `npm test`: every level, going on after a failing one, with one closing line. What needs no VS Code runs side by side.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostRunsHere, hostVersions } from './vscode/install.ts';

interface Level {
  script: string;
  env?: Record<string, string>;
  /** Whether mocha counts its tests; otherwise the level itself is one. */
  counted: boolean;
}

interface Count {
  passed: number;
  failed: number;
}

/** Those in one row run at once. */
const levels: Level[][] = [
  [
    { script: 'lint', counted: false },
    { script: 'types', counted: false },
    { script: 'unused', counted: false },
    { script: 'sizes', counted: false },
    { script: 'test:unit', counted: true },
    { script: 'test:soak', counted: true },
  ],
  ...(hostRunsHere
    ? [
        [{ script: 'test:host', counted: true }],
        ...Object.values(hostVersions).map(version => [
          { script: 'test:e2e', env: { VSCODE_HOST: version }, counted: true },
        ]),
      ]
    : [[{ script: 'test:electron', counted: true }]]),
];

function sum(output: string, pattern: RegExp): number {
  return [...output.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);
}

/** A level that ended badly, or without having run a test, has at least one failure. */
function count(level: Level, output: string, succeeded: boolean): Count {
  if (!level.counted) return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
  const passed = sum(output, /^ {2}(\d+) passing\b/gm);
  const failed = sum(output, /^ {2}(\d+) failing\b/gm);
  return { passed, failed: failed || (succeeded && passed ? 0 : 1) };
}

/** Runs a level; `print` gets what it prints as it comes. */
async function run(level: Level, print: (text: string) => void): Promise<Count> {
  const npm = process.env.npm_execpath;
  if (!npm) throw new Error('Please start this with npm: npm test');
  const started = Date.now();
  print(`\n=== ${[level.script, ...Object.values(level.env ?? {})].join(' ')}\n`);
  const child = spawn(process.execPath, [npm, 'run', '--silent', level.script], {
    env: { ...process.env, ...level.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    print(chunk.toString());
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const counted = count(level, output, code === 0);
  const seconds = Math.round((Date.now() - started) / 1000);
  print(`--- ${counted.passed} passed, ${counted.failed} failed in ${seconds} s\n`);
  return counted;
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
  const total: Count = { passed: 0, failed: 0 };
  for (const row of levels)
    for (const { passed, failed } of await runAll(row)) {
      total.passed += passed;
      total.failed += failed;
    }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed ? 1 : 0;
}

void main();
