import * as vscode from 'vscode';
import { parseTable, serializeTable } from '../../model/table/document.ts';
import { applyPatch, countEdits } from '../../model/table/edits.ts';
import type { TableDocument, TablePatch } from '../../model/table/types.ts';
import { stepsInShort } from '../../runs/inShort.ts';
import { planUri } from '../../servers/uris.ts';
import { choose } from '../../ui/messages.ts';
import { openDocument } from '../../ui/tabs.ts';
import type { DocumentPlace, SaveOutcome, SaveRequest } from '../kind.ts';
import { replaceTable } from './edits.ts';
import { allRefused, undoneIn } from './outcomes.ts';
import type { Reasons } from './outcomes.ts';
import { cellKey } from './refusals.ts';
import { applyPart, byServer, partOf, storePart } from './saving.ts';
import type { ServerPart } from './saving.ts';

/** Reasons that a message gives. */
const reasonsShown = 3;

/**
 * Applies the edits as a plan, after the person has consented. What was done leaves the document; what was refused stays in
 * it. Throws CancellationError if the person leaves, and for saves that nobody has asked for: nothing is changed then.
 */
export async function saveTable({
  place,
  ours,
  isAutomatic,
  progress,
}: SaveRequest<TableDocument, TableDocument>): Promise<SaveOutcome<TableDocument>> {
  if (countEdits(ours) === 0) return outcomeOf(ours, new Map());
  if (isAutomatic)
    throw new Error(
      vscode.l10n.t('The edits in this table are not saved automatically. Save them yourself.'),
    );
  const before = openDocument(place.uri)?.getText();
  const gone = [...byServer(ours)].filter(([id]) => !place.servers.get(id));
  const parts = await Promise.all(
    [...byServer(ours)].flatMap(([id, edits]) => {
      const server = place.servers.get(id);
      return server ? [partOf(server, edits, progress)] : [];
    }),
  );
  await consent(place, parts);
  const refused: Reasons = new Map(
    gone.flatMap(([, edits]) => [...allRefused(edits, vscode.l10n.t('This server was removed here.'))]),
  );
  for (const part of parts)
    for (const [cell, reason] of await applyPart(place.desk, part, progress)) refused.set(cell, reason);
  const isEditedSince = openDocument(place.uri)?.getText() !== before;
  if (refused.size > 0 || isEditedSince) await takeOut(place, ours, refused);
  return outcomeOf(ours, refused);
}

/** Asks for what is to be applied. Shows the plans instead if the person wants to see them. */
async function consent(place: DocumentPlace, parts: readonly ServerPart[]): Promise<void> {
  const [first, ...others] = parts.filter(({ plan }) => plan.steps.length > 0);
  if (!first) return;
  const planned = [first, ...others];
  const [apply, show] = [vscode.l10n.t('Apply'), vscode.l10n.t('Show Plan')];
  const message =
    others.length === 0
      ? vscode.l10n.t('Apply the edits in this table on {0}?', first.server.label)
      : vscode.l10n.t('Apply the edits in this table on {0} servers?', planned.length);
  const lines = planned.flatMap(({ server, plan }) => [
    ...(others.length > 0 ? [`${server.label}:`] : []),
    ...stepsInShort(server, plan.steps),
  ]);
  const left = parts.reduce((sum, { refused }) => sum + refused.size, 0);
  const staying = vscode.l10n.t('Edits that cannot be applied and stay in the table: {0}', left);
  const chosen = await choose(message, left > 0 ? [...lines, staying] : lines, apply, show);
  if (chosen === apply) return;
  if (chosen !== show) throw new vscode.CancellationError();
  for (const part of planned) await showPlan(place, part);
  throw new Error(vscode.l10n.t('The plan is open, and its edits leave the table once it was applied.'));
}

/** Opens the plan instead of applying it. Whenever it is applied, what it has done leaves the document. */
async function showPlan(place: DocumentPlace, part: ServerPart): Promise<void> {
  const { desk } = place;
  const id = await storePart(desk, part);
  const listening = desk.onDidEnd(ended => {
    if (ended.run.head.id !== id) return;
    if (ended.end.reason === 'complete') listening.dispose();
    void takeOut(place, part.edits, new Map([...undoneIn(part.edits, ended), ...part.refused])).then(() =>
      clean(place),
    );
  });
  await vscode.commands.executeCommand('vscode.open', planUri(part.server.id, id));
}

/** Without edits, a document has nothing that could be saved: it need not be dirty. */
async function clean({ uri }: DocumentPlace): Promise<void> {
  const document = openDocument(uri);
  if (document?.isDirty && document.getText() === serializeTable({})) await document.save();
}

/** Takes the edits that were saved out of the open document, unless they were changed since. */
async function takeOut({ uri }: DocumentPlace, saved: TableDocument, refused: Reasons): Promise<void> {
  const document = openDocument(uri);
  const read = document && parseTable(document.getText());
  if (!document || !read || 'problems' in read) return;
  const patch: TablePatch = Object.fromEntries(
    Object.entries(saved).map(([row, edits]) => [
      row,
      Object.fromEntries(
        Object.entries(edits)
          .filter(
            ([field, edit]) => !refused.has(cellKey(row, field)) && isSame(read.document, row, field, edit),
          )
          .map(([field]) => [field, null]),
      ),
    ]),
  );
  await replaceTable(document, applyPatch(read.document, patch));
}

function isSame(document: TableDocument, row: string, field: string, edit: unknown): boolean {
  const now = new Map<string, unknown>(Object.entries(document[row] ?? {})).get(field);
  return JSON.stringify(now) === JSON.stringify(edit);
}

function outcomeOf(ours: TableDocument, refused: Reasons): SaveOutcome<TableDocument> {
  const all = countEdits(ours);
  const reasons = [...new Set(refused.values())].slice(0, reasonsShown).join(' ');
  return {
    base: {},
    current: {},
    isLoaded: true,
    saved: [],
    failed: refused,
    message: vscode.l10n.t('{0} of {1} edits were saved. {2}', all - refused.size, all, reasons),
    // Whoever applies a plan announces what it has changed.
    changes: [],
  };
}
