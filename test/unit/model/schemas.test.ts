import assert from 'node:assert/strict';
import account from '../../../media/schemas/account.json';
import apps from '../../../media/schemas/apps.json';
import group from '../../../media/schemas/group.json';
import { accountFieldTypes } from '../../../src/model/account.ts';
import { appsFieldTypes } from '../../../src/model/apps.ts';
import { groupFieldTypes } from '../../../src/model/group.ts';

const jsonType = { string: 'string', boolean: 'boolean', strings: 'array' } as const;

const schemas = [
  ['an account', account, accountFieldTypes],
  ['a group', group, groupFieldTypes],
  ['the apps', apps, appsFieldTypes],
] as const;

describe('JSON schemas', () => {
  for (const [what, { properties }, types] of schemas) {
    it(`name the fields of ${what}, in order, with their types and words for people`, () => {
      const fields = Object.entries(properties).filter(([name]) => name !== 'id');
      assert.deepEqual(
        fields.map(([name, { type }]) => [name, type]),
        [...types].map(([name, type]) => [name, jsonType[type]]),
      );
      for (const [name, { title, description }] of fields) assert.ok(title && description, name);
    });
  }
});
