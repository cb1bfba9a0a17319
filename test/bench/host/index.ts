// What VS Code runs as `extensionTestsPath` for `npm run bench`: measures inside the extension host.
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Parts } from '../../../src/extension.ts';
import { userUri } from '../../../src/servers/uris.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import { usedHeap } from '../../support/heap.ts';

/** Megabytes of the heap after so many forms were opened and closed. */
type HeapAfter = [forms: number, megabytes: number][];

/** Times in milliseconds by our own clock. */
export interface HostFigures {
  load: number;
  activate: number;
  /** The whole of `activate()` as the extension host sees it, loading included. */
  whole: number;
  builtIn: number;
  forms: HeapAfter;
}

interface Timed {
  parts: Parts;
  load: number;
  activate: number;
}

const ours = 'nextcloud-admin.nextcloud-admin';
const builtIn = 'vscode.npm';
const warmUp = 100;

async function activate(id: string): Promise<[result: unknown, ms: number]> {
  const extension = vscode.extensions.getExtension(id);
  if (!extension || extension.isActive) throw new Error(`${id} cannot be measured.`);
  const started = performance.now();
  const result: unknown = await extension.activate();
  return [result, performance.now() - started];
}

async function openAndCloseForms({ servers }: Parts, count: number): Promise<HeapAfter> {
  const heap: HeapAfter = [];
  const nextcloud = await startNextcloud({ seed: 'demo' });
  const { user, password } = nextcloud.admin;
  const { origin } = new URL(nextcloud.url);
  const secret = { origin, user, password, revocable: false };
  const server = await servers.add({ url: nextcloud.url, user }, secret);
  const ids = [...nextcloud.state.users.values()].map(({ id }) => id);
  for (let n = 1; n <= count; n++) {
    const uri = userUri(server.id, ids[n % ids.length]!);
    await vscode.commands.executeCommand('vscode.openWith', uri, 'nextcloudAdmin.account');
    await wait(100);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    nextcloud.requests.length = 0;
    if (n === warmUp || n === count) {
      await wait(3000);
      heap.push([n, usedHeap() / 1e6]);
    }
  }
  await servers.remove(server);
  await nextcloud.close();
  return heap;
}

export async function run(): Promise<void> {
  console.log('suite started');
  await measure().catch((error: unknown) => {
    console.log(error instanceof Error ? error.stack : error);
    throw error;
  });
  console.log('suite finished {"passes":1}');
}

async function measure(): Promise<void> {
  const [timed, whole] = (await activate(ours)) as [Timed, number];
  const [, other] = await activate(builtIn);
  const { parts, load, activate: own } = timed;
  const forms = await openAndCloseForms(parts, Number(process.env.BENCH_FORMS));
  const figures: HostFigures = { load, activate: own, whole, builtIn: other, forms };
  writeFileSync(process.env.BENCH_FIGURES!, JSON.stringify(figures));
}
