import * as vscode from 'vscode';
import { recordIn } from '../ocs/narrow.ts';
import type { TreeNode } from './nodes/node.ts';
import type { GroupSubject, UserSubject } from '../subjects/subject.ts';

const mime = 'application/vnd.code.tree.nextcloudadmin.servers';

/** Users can be dropped on a group or on any row inside it. `onDrop` decides what happens then. */
export class UsersOntoGroup implements vscode.TreeDragAndDropController<TreeNode> {
  readonly dragMimeTypes = [mime];
  readonly dropMimeTypes = [mime];
  readonly #onDrop: (users: UserSubject[], group: GroupSubject) => unknown;

  constructor(onDrop: (users: UserSubject[], group: GroupSubject) => unknown) {
    this.#onDrop = onDrop;
  }

  handleDrag(nodes: readonly TreeNode[], data: vscode.DataTransfer): void {
    const users = nodes.flatMap(({ subject }) => (subject?.kind === 'user' ? [subject] : []));
    if (users.length > 0) data.set(mime, new vscode.DataTransferItem(users));
  }

  handleDrop(target: TreeNode | undefined, data: vscode.DataTransfer): void {
    const dragged: unknown = data.get(mime)?.value;
    const users = Array.isArray(dragged) ? dragged.filter(isUser) : [];
    const group = groupOf(target);
    if (users.length > 0 && group) this.#onDrop(users, group);
  }
}

const isUser = (dragged: unknown): dragged is UserSubject => recordIn(dragged).kind === 'user';

/** The group that a row shows or belongs to. */
function groupOf(node: TreeNode | undefined): GroupSubject | undefined {
  if (!node) return undefined;
  return node.subject?.kind === 'group' ? node.subject : groupOf(node.parent);
}
