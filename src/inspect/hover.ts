import * as vscode from 'vscode';
import { NextcloudError } from '../ocs/index.ts';
import type { Server } from '../servers/server.ts';
import type { Servers } from '../servers/servers.ts';
import { scheme } from '../servers/uris.ts';
import { commandLink } from '../ui/commands.ts';
import { MarkdownBuilder } from '../ui/markdown.ts';
import { abortSignal } from '../ui/progress.ts';
import { userCard } from '../ui/userCard.ts';
import type { HoverConsent } from './consent.ts';
import type { Candidate } from './find/candidate.ts';
import { userLinks } from './links.ts';
import type { Lookups, LookupResult } from './lookups.ts';
import { hoversWanted, userKeys } from './settings.ts';

/** Documents that name users. Without extensions, VS Code treats CSV files and most output as plain text. */
export const hoverSelector: vscode.DocumentSelector = [
  ...['log', 'json', 'jsonc', 'jsonl', 'csv', 'tsv'].map(language => ({ language, scheme: '*' })),
  { scheme: 'output' },
  { pattern: '**/*.{log,jsonl,ndjson,csv,tsv}', scheme: '*' },
];

/** Shows who the user ID at the mouse pointer belongs to. Asks only the servers that were allowed for this workspace. */
export class UserHover implements vscode.HoverProvider {
  readonly #servers: Servers;
  readonly #consent: HoverConsent;
  readonly #lookups: Lookups;

  constructor(servers: Servers, consent: HoverConsent, lookups: Lookups) {
    this.#servers = servers;
    this.#consent = consent;
    this.#lookups = lookups;
  }

  async provideHover(
    document: vscode.TextDocument,
    { line, character }: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (this.#servers.all().length === 0 || !hoversWanted()) return undefined;
    const { candidateAt } = await import('./find/candidates.ts');
    const candidate = candidateAt(document, line, character, userKeys(document));
    if (!candidate) return undefined;
    const range = new vscode.Range(line, candidate.start, line, candidate.end);
    const allowed = this.#consent.allowed;
    if (!allowed) return new vscode.Hover(question(candidate), range);
    const contents = await this.#cards(serversOf(document, allowed), candidate, abortSignal(token));
    return contents.length > 0 ? new vscode.Hover(contents, range) : undefined;
  }

  /** One card for each server that knows the ID; if none does, the reasons. */
  async #cards(
    servers: readonly Server[],
    { text }: Candidate,
    signal: AbortSignal,
  ): Promise<vscode.MarkdownString[]> {
    const answers = await Promise.all(
      servers.map(async server => ({ server, outcome: await this.#lookups.find(server, text, signal) })),
    ).catch(() => []);
    const found = answers.flatMap(({ server, outcome }) =>
      isUser(outcome)
        ? [
            userCard(outcome, server.label)
              .rule()
              .links(userLinks({ server, user: outcome.user })),
          ]
        : [],
    );
    const cards =
      found.length > 0 ? found : answers.map(({ server, outcome }) => reason(server, text, outcome));
    return cards.map(card => card.build());
  }
}

type FoundUser = Exclude<LookupResult, 'nobody' | NextcloudError>;

function isUser(outcome: LookupResult): outcome is FoundUser {
  return outcome !== 'nobody' && !(outcome instanceof NextcloudError);
}

/** One of our own documents is about its own server only. */
function serversOf({ uri }: vscode.TextDocument, allowed: readonly Server[]): readonly Server[] {
  return uri.scheme === scheme ? allowed.filter(({ id }) => id === uri.authority) : allowed;
}

function reason(server: Server, id: string, outcome: LookupResult): MarkdownBuilder {
  return outcome instanceof NextcloudError
    ? new MarkdownBuilder().icon('warning').text(`${server.label}: ${outcome.message}`)
    : new MarkdownBuilder()
        .icon('person')
        .text(vscode.l10n.t('There is no user “{0}” on {1}.', id, server.label));
}

function question({ text }: Candidate): vscode.MarkdownString {
  return new MarkdownBuilder()
    .text(
      vscode.l10n.t(
        'Who is “{0}”? Your Nextcloud server knows. Do you want to ask it about the user IDs that you point at in this workspace?',
        text,
      ),
    )
    .paragraph()
    .links([
      commandLink('allowHovers', vscode.l10n.t('Allow')),
      commandLink('denyHovers', vscode.l10n.t('Never in This Workspace')),
    ])
    .build();
}
