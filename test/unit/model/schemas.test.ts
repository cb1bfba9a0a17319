import assert from 'node:assert/strict';
import schema from '../../../media/schemas/account.json';
import { accountFieldTypes } from '../../../src/model/account.ts';

const jsonType = { string: 'string', boolean: 'boolean', strings: 'array' } as const;

describe('JSON schemas', () => {
  it('name the fields of an account, in order, with their types and words for people', () => {
    const properties = Object.entries(schema.properties).filter(([name]) => name !== 'id');
    assert.deepEqual(
      properties.map(([name, { type }]) => [name, type]),
      [...accountFieldTypes].map(([name, type]) => [name, jsonType[type]]),
    );
    for (const [name, { title, description }] of properties) assert.ok(title && description, name);
  });
});
