import * as vscode from 'vscode';
import { scheme } from '../../servers/uris.ts';

/** What can be done to parts of the JSON text of a document, above them. */
export function registerLenses(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(
    { scheme, language: 'json', pattern: '**/config/*.json' },
    {
      async provideCodeLenses(document) {
        return (await import('../config/lenses.ts')).revealLenses(document);
      },
    },
  );
}
