import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import packageJson from '../../../package.json';
import { schemaFiles } from '../../schemas/files.ts';

describe('schemaFiles', () => {
  it('matches the files of media/schemas (otherwise, run `npm run schemas`)', async () => {
    const files = await schemaFiles();
    for (const [path, text] of files) assert.equal(readFileSync(path, 'utf8'), text, path);
    assert.deepEqual(
      readdirSync('media/schemas').sort(),
      files.map(([path]) => path.replace('media/schemas/', '')).sort(),
    );
  });

  it('matches the JSON validation that package.json contributes', async () => {
    const files = await schemaFiles();
    assert.deepEqual(
      packageJson.contributes.jsonValidation.map(({ url }) => url).sort(),
      files.map(([path]) => path.replace('media/', 'nextcloud-admin-schema://')).sort(),
    );
  });
});
