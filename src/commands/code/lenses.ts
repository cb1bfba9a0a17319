import * as vscode from 'vscode';
import { readCodeFile } from '../../keep/code/readFile.ts';
import { commandName, type CommandId } from '../../ui/commands.ts';

const buttons: readonly (readonly [command: CommandId, title: () => string])[] = [
  ['planCode', () => vscode.l10n.t('Plan')],
  ['applyCode', () => vscode.l10n.t('Apply…')],
  ['checkCode', () => vscode.l10n.t('Check')],
];

/** The buttons above a file and above each of its servers. */
export class CodeLenses implements vscode.CodeLensProvider {
  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const path = document.uri.toString();
    const read = await readCodeFile(path, document.getText());
    const servers = 'file' in read ? read.file.servers : [];
    const top = new vscode.Range(0, 0, 0, 0);
    return [
      ...lenses(top, path),
      ...servers.flatMap(({ name, place }) => {
        const at = document.positionAt(place.offset);
        return lenses(new vscode.Range(at, at), path, name);
      }),
    ];
  }
}

const lenses = (range: vscode.Range, ...names: string[]): vscode.CodeLens[] =>
  buttons.map(
    ([command, title]) =>
      new vscode.CodeLens(range, { title: title(), command: commandName(command), arguments: names }),
  );
