import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamTo } from '../../../src/keep/files/streamTo.ts';

describe('streamTo', () => {
  let folder: string;
  const { signal } = new AbortController();
  const at = (name: string) => join(folder, name);

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'stream-')));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function* chunks(...texts: (string | Error)[]) {
    for (const text of texts) {
      await Promise.resolve();
      if (text instanceof Error) throw text;
      yield text;
    }
  }

  it('writes all chunks, replacing an existing file', async () => {
    await writeFile(at('x.csv'), 'a longer text from before');
    await streamTo(at('x.csv'), chunks('a,', 'ü\r\n'), signal);
    assert.equal(await readFile(at('x.csv'), 'utf8'), 'a,ü\r\n');
    assert.deepEqual(await readdir(folder), ['x.csv']);
  });

  it('leaves an existing file unchanged, and no partial one, if the text ends early', async () => {
    await writeFile(at('x.csv'), 'before');
    const abort = new AbortController();
    async function* aborted() {
      yield* chunks('a');
      abort.abort();
    }
    await assert.rejects(streamTo(at('x.csv'), chunks('a', new Error('gone')), signal), /gone/);
    await assert.rejects(streamTo(at('x.csv'), aborted(), abort.signal), { kind: 'aborted' });
    assert.deepEqual(await readdir(folder), ['x.csv']);
    assert.equal(await readFile(at('x.csv'), 'utf8'), 'before');
  });

  it('follows links, and reports a folder', async () => {
    await mkdir(at('real'));
    await writeFile(at('real/x.csv'), '');
    await symlink(at('real/x.csv'), at('link.csv'));
    await streamTo(at('link.csv'), chunks('new'), signal);
    assert.equal(await readFile(at('real/x.csv'), 'utf8'), 'new');
    await assert.rejects(streamTo(at('missing/x.csv'), chunks('new'), signal), { code: 'ENOENT' });
    await assert.rejects(streamTo(at('real'), chunks('new'), signal));
    assert.deepEqual((await readdir(folder)).sort(), ['link.csv', 'real']);
  });
});
