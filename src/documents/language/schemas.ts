import * as vscode from 'vscode';
import { scheme } from '../../servers/uris.ts';

/** The scheme that `contributes.jsonValidation` names. A schema in a file could not be translated. */
const schemaScheme = `${scheme}-schema`;

/** Serves the JSON schemas of the documents in the language of the editor, as `nextcloud-admin-schema://schemas/account.json`. */
export function registerSchemas(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(schemaScheme, {
    async provideTextDocumentContent({ path }) {
      const [{ schemas }, { codeSchema }] = await Promise.all([
        import('../../model/schemas.ts'),
        import('../../keep/code/schema.ts'),
      ]);
      const found = Object.entries({ ...schemas(), code: codeSchema() }).find(
        ([name]) => path === `/${name}.json`,
      );
      return found && JSON.stringify(found[1]);
    },
  });
}
