import * as vscode from 'vscode';
import type { Services } from '../servers/services.ts';
import type { Tree } from '../tree/register.ts';
import { confirm } from '../ui/messages.ts';
import { prompts } from '../ui/prompts.ts';
import type { Prompts } from '../ui/prompts.ts';
import { searchPick, searchPickMany } from '../ui/searchPick.ts';
import type { Reports } from './reports.ts';
import type { UndoStack } from './undo.ts';

/** All that a person is asked and shown beside messages. An interface, so that tests answer. */
export interface Questions extends Prompts {
  search: typeof searchPick;
  searchMany: typeof searchPickMany;
  copy(text: string): Thenable<void>;
}

export const questions: Questions = {
  ...prompts,
  confirm,
  search: searchPick,
  searchMany: searchPickMany,
  copy: text => vscode.env.clipboard.writeText(text),
};

/** What actions run with. */
export interface Commander extends Services {
  tree: Tree;
  ask: Questions;
  undo: UndoStack;
  reports: Reports;
  /** Opens one of our documents as its form. */
  open: (uri: vscode.Uri, options?: vscode.TextDocumentShowOptions) => Promise<void>;
}
