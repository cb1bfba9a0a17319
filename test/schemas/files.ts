import { format, resolveConfig } from 'prettier';
import { codeSchema } from '../../src/keep/code/schema.ts';
import { schemas } from '../../src/model/schemas.ts';

const folder = 'media/schemas';

/** Path and whole text of every file in `media/schemas`. */
export async function schemaFiles(): Promise<[path: string, text: string][]> {
  const options = await resolveConfig(`${folder}/account.json`);
  return Promise.all(
    Object.entries({ ...schemas(), code: codeSchema() }).map(async ([name, schema]) => [
      `${folder}/${name}.json`,
      await format(JSON.stringify(schema), { ...options, parser: 'json' }),
    ]),
  );
}
