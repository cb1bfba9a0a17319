import * as vscode from 'vscode';
import { Disposables } from '../../ui/disposables.ts';
import type { ActionContext } from '../engine/context.ts';
import type { CodeEditor } from './editor.ts';

/** The names of files that say what a server is to be like. */
const isCodeFile = ({ uri }: vscode.TextDocument): boolean => /\.nextcloud\.(?:json|ya?ml)$/i.test(uri.path);

/** Loads what concerns files that say what a server is to be like once one of them is open, or a command needs it. */
export class CodeDesk extends Disposables {
  #editor: Promise<CodeEditor> | undefined;

  watch(context: ActionContext): void {
    const look = (document: vscode.TextDocument) => isCodeFile(document) && void this.editor(context);
    this.add(vscode.workspace.onDidOpenTextDocument(look));
    vscode.workspace.textDocuments.forEach(look);
  }

  editor(context: ActionContext): Promise<CodeEditor> {
    return (this.#editor ??= import('./editor.ts').then(({ CodeEditor }) =>
      this.add(new CodeEditor(context)),
    ));
  }
}
