#!/usr/bin/env node
import { join } from 'node:path';
import { useLanguageOf } from './language.ts';

// Whoever reads the output may have enough of it, such as `head`: what was begun goes on all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  // The first one lets the steps under way end; the next one ends the program.
  process.once(signal, () => ending.abort());

async function main(): Promise<void> {
  await useLanguageOf(process.env, join(__dirname, '../l10n'));
  // Some sentences are made when their file is loaded.
  const { run } = await import('./run.ts');
  process.exitCode = await run(
    process.argv.slice(2),
    process.env,
    { out: text => process.stdout.write(text), err: text => process.stderr.write(text) },
    ending.signal,
  );
}

void main();
