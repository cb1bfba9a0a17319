import { parseConfig, serializeConfig } from '../../model/config/document.ts';
import type { ConfigDocument } from '../../model/config/document.ts';
import type { DocumentState } from '../../webview/protocol.ts';
import { defineKind } from '../defineKind.ts';

const checks = () => import('../../model/config/checks.ts');

/** `config/<app>.json`: the keys of an app's configuration. Read and written, it is more than is loaded at start. */
export const configKind = defineKind<ConfigDocument, null, DocumentState<object>>({
  format: { read: parseConfig, write: serializeConfig, hasField: () => true },
  load: async place => (await import('./load.ts')).loadConfig(place),
  save: async request => (await import('./save.ts')).saveConfig(request),
  isLocked: () => false,
  isConcernedBy: (change, id) => (change.kind === 'config' || change.kind === 'app') && change.appId === id,
  suggestions: {},
  suggestFields: async (place, signal) => (await import('./keys.ts')).suggestKeys(place, signal),
  problems: async (document, id, base) => (await checks()).configProblems(id, base() ?? document, document),
  notes: async (document, id) => (await checks()).configNotes(id, document),
  onDisk: async (document, id) =>
    (await import('../../model/config/secrets.ts')).withoutSecrets(id, document),
});
