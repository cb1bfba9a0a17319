import * as vscode from 'vscode';
import type { CommandId } from '../../ui/commands.ts';
import type { Subject } from '../../subjects/subject.ts';
import { TreeNode } from './node.ts';

export interface MessageRow {
  text: string;
  icon: vscode.ThemeIcon;
  description?: string;
  /** What a click does. */
  click?: CommandId;
  contextValue?: string;
}

/** A row with a message instead of an object: an error with Retry, “Load more”, “No users”. */
export class MessageNode extends TreeNode {
  readonly #row: MessageRow;

  constructor(parent: TreeNode, name: string, row: MessageRow) {
    super(parent.context, `${parent.id}/!${name}`, parent);
    this.#row = row;
  }

  /** The object that the list belongs to, such as a group without members. */
  override get subject(): Subject | undefined {
    return this.parent?.parent?.subject;
  }

  override get click(): CommandId | undefined {
    return this.#row.click;
  }

  item(): vscode.TreeItem {
    const { text, icon, description, click, contextValue } = this.#row;
    const item = new vscode.TreeItem(text);
    item.iconPath = icon;
    item.contextValue = contextValue ?? 'message;';
    item.tooltip = description ? `${text}: ${description}` : text;
    item.accessibilityInformation = { label: item.tooltip, role: click ? 'button' : 'treeitem' };
    if (description) item.description = description;
    return item;
  }
}
