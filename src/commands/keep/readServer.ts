import * as vscode from 'vscode';
import {
  readInstance,
  type ReadingProgress,
  type ReadInstanceOptions,
} from '../../keep/instance/readInstance.ts';
import { usualScope } from '../../keep/instance/scope.ts';
import { collectInstance } from '../../keep/instance/state.ts';
import type { CollectedInstance, InstanceItem, InstanceScope } from '../../keep/instance/state.ts';
import type { NextcloudClient } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';

interface ReadServerOptions extends Pick<ReadInstanceOptions, 'signal' | 'factorsOf'> {
  report: (text: string) => void;
  scope?: InstanceScope;
}

/** Reads all of a server into memory. Throws NextcloudError. */
export const readServer = (server: Server, options: ReadServerOptions): Promise<CollectedInstance> =>
  server.call(client => collectInstance(itemsFrom(client, options)));

/** Reads a server part by part, and reports each. */
export function itemsFrom(
  client: NextcloudClient,
  { report, scope = usualScope, ...options }: ReadServerOptions,
): AsyncIterable<InstanceItem> {
  const onProgress = (progress: ReadingProgress) => report(progressText(progress));
  return readInstance(client, scope, { ...options, onProgress });
}

const parts: Record<ReadingProgress['part'], (count: string) => string> = {
  groups: count => vscode.l10n.t('{0} groups read', count),
  apps: count => vscode.l10n.t('{0} apps read', count),
  config: count => vscode.l10n.t('{0} settings read', count),
  users: count => vscode.l10n.t('{0} users read', count),
};

const progressText = ({ part, count }: ReadingProgress): string =>
  parts[part](count.toLocaleString(vscode.env.language));
