import * as vscode from 'vscode';
import { TreeNode } from './node.ts';

export interface MessageRow {
  text: string;
  icon: vscode.ThemeIcon;
  description?: string;
  /** Runs on a click. */
  command?: vscode.Command;
  contextValue?: string;
}

/** A row with a message instead of an object: an error with Retry, “Load more”, “No users”. */
export class MessageNode extends TreeNode {
  readonly #row: MessageRow;

  constructor(parent: TreeNode, name: string, row: MessageRow) {
    super(parent.context, `${parent.id}/!${name}`, parent);
    this.#row = row;
  }

  item(): vscode.TreeItem {
    const { text, icon, description, command, contextValue } = this.#row;
    const item = new vscode.TreeItem(text);
    item.iconPath = icon;
    item.contextValue = contextValue ?? 'message;';
    item.tooltip = description ? `${text}: ${description}` : text;
    item.accessibilityInformation = { label: item.tooltip, role: command ? 'button' : 'treeitem' };
    if (description) item.description = description;
    if (command) item.command = command;
    return item;
  }
}
