import assert from 'node:assert/strict';
import { ListNode } from '../../../src/tree/nodes/list.ts';
import type { TreeNode } from '../../../src/tree/nodes/node.ts';
import type { TreeProvider } from '../../../src/tree/provider.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { sitDown } from '../commands/person.ts';
import type { Desk } from '../commands/person.ts';
import { setServers } from '../servers/window.ts';

/** The tree of a window with one simulated server, looked at through its provider. */
export class TreeOfOneServer {
  /** The rows that VS Code was asked to draw again; `undefined` is the whole tree. */
  redrawn: (TreeNode | undefined)[] = [];

  readonly nextcloud: SimulatedNextcloud;
  readonly desk: Desk;

  private constructor(nextcloud: SimulatedNextcloud, desk: Desk) {
    this.nextcloud = nextcloud;
    this.desk = desk;
    this.provider.onDidChangeTreeData(node => void this.redrawn.push(node));
  }

  static async start(options: Options): Promise<TreeOfOneServer> {
    const nextcloud = await startNextcloud(options);
    return new TreeOfOneServer(nextcloud, await sitDown(nextcloud));
  }

  get provider(): TreeProvider {
    return this.desk.provider;
  }

  labels(nodes: readonly TreeNode[]): string[] {
    return nodes.map(node => this.provider.getTreeItem(node).label as string);
  }

  descriptions(nodes: readonly TreeNode[]): string[] {
    return nodes.map(node => String(this.provider.getTreeItem(node).description));
  }

  /** What was read from the server, without the beginning that all paths have. */
  get reads(): string[] {
    return this.nextcloud.requests.map(({ path }) => path.replace(/.*\/cloud\//, ''));
  }

  /** Opens branch after branch, by their labels; returns the last. */
  async open(...path: string[]): Promise<TreeNode> {
    let [node] = await this.provider.getChildren();
    for (const label of path) {
      const children = await this.provider.getChildren(node);
      node = children.find(child => this.provider.getTreeItem(child).label === label);
      assert.ok(node, `${label} is not among ${this.labels(children).join(', ')}`);
    }
    return node!;
  }

  async list(...path: string[]): Promise<ListNode<unknown>> {
    const node = await this.open(...path);
    assert.ok(node instanceof ListNode);
    return node;
  }

  async close(): Promise<void> {
    this.desk.dispose();
    await setServers(undefined);
    await this.nextcloud.close();
  }
}
