import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { readArguments } from '../../../src/cli/arguments.ts';
import { usage } from '../../../src/cli/usage.ts';

const docs = readFileSync('docs/command-line.md', 'utf8');

describe('docs/command-line.md', () => {
  const rows = usage().flatMap(
    line => /^ {2}(\S+(?: [a-z]+)?(?: \[?[A-Z]+\]?)?) {2,}\S/.exec(line)?.[1] ?? [],
  );

  it('has every command, option and variable that --help has', () => {
    assert.ok(rows.length > 20);
    for (const row of rows) assert.ok(docs.includes(`| \`${row}\` `), row);
  });

  it('shows command lines that are understood, in a pipeline that is YAML', () => {
    const [, pipeline = ''] = /```yaml\n([^]*?)```/.exec(docs) ?? [];
    const text = JSON.stringify(load(pipeline));
    const lines = [...text.matchAll(/npx nextcloud-admin ([^">]*)/g)].map(([, line = '']) =>
      line.trim().split(' '),
    );
    assert.deepEqual(
      lines.map(words => readArguments(words).command),
      ['plan', 'plan', 'apply', 'review'],
    );
  });
});
