import * as vscode from 'vscode';
import type { Inspector } from '../../inspect/inspector.ts';
import type { RunDesk } from '../../runs/desk.ts';
import type { Services } from '../../servers/services.ts';
import type { Tree } from '../../tree/register.ts';
import { confirm, inform } from '../../ui/messages.ts';
import { prompts } from '../../ui/prompts.ts';
import type { Prompts } from '../../ui/prompts.ts';
import { searchPick, searchPickMany } from '../../ui/searchPick.ts';
import type { Reports } from './reports.ts';
import type { UndoStack } from './undo.ts';

/** What actions ask and show, messages aside. An interface, so that tests can answer. */
export interface Questions extends Prompts {
  search: typeof searchPick;
  searchMany: typeof searchPickMany;
  /** Shows something that is no warning: see `inform`. */
  inform: typeof inform;
  copy(text: string): Thenable<void>;
  /** Asks where to save a file. */
  saveAs(options: vscode.SaveDialogOptions): Thenable<vscode.Uri | undefined>;
  /** Asks for a file to read. */
  openFile(options: vscode.OpenDialogOptions): Thenable<vscode.Uri | undefined>;
  /** Asks for a folder. */
  openFolder(options: vscode.OpenDialogOptions): Thenable<vscode.Uri | undefined>;
}

export const questions: Questions = {
  ...prompts,
  confirm,
  inform,
  search: searchPick,
  searchMany: searchPickMany,
  copy: text => vscode.env.clipboard.writeText(text),
  saveAs: options => vscode.window.showSaveDialog(options),
  openFile: async options => (await vscode.window.showOpenDialog(options))?.[0],
  openFolder: async options =>
    (await vscode.window.showOpenDialog({ ...options, canSelectFiles: false, canSelectFolders: true }))?.[0],
};

/** An import whose text and form are on screen. */
interface OpenImport {
  /** Groups that its plan creates. */
  addGroups(groups: readonly string[]): void;
  dispose(): void;
}

/** What is done with files that say what a server is to be like: by default with that in the active editor. */
interface CodeFilesEditor {
  plan(file?: string, server?: string): Promise<void>;
  apply(file?: string, server?: string): Promise<void>;
  check(file?: string, server?: string): Promise<void>;
}

/** What every action runs with. */
export interface ActionContext extends Services {
  tree: Tree;
  ask: Questions;
  undo: UndoStack;
  reports: Reports;
  inspector: Inspector;
  desk: RunDesk;
  /** The imports that are open, by the URI of their text. */
  imports: Map<string, OpenImport>;
  /** Files that say what a server is to be like; loaded when it is first needed. */
  code: () => Promise<CodeFilesEditor>;
  /** Opens one of our documents as its form. */
  open: (uri: vscode.Uri, options?: vscode.TextDocumentShowOptions) => Promise<void>;
  /** Reads one of our documents again, if it is open. */
  refresh: (uri: vscode.Uri) => Promise<void>;
}
