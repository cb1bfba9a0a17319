import * as vscode from 'vscode';
import { NextcloudError } from '../ocs/index.ts';
import type { Server } from '../servers/server.ts';
import type { Servers } from '../servers/servers.ts';
import { scheme } from '../servers/uris.ts';
import { MarkdownBuilder } from '../ui/markdown.ts';
import { abortSignal } from '../ui/progress.ts';
import { userCard } from '../ui/userCard.ts';
import type { Consent } from './consent.ts';
import type { Candidate } from './find/candidate.ts';
import { candidateAt } from './find/candidates.ts';
import { userLinks } from './links.ts';
import type { Lookups, Outcome } from './lookups.ts';
import { hoversWanted, userKeys } from './settings.ts';

/** Where users are named. Plain VS Code calls CSV files and much output plain text. */
export const hoverSelector: vscode.DocumentSelector = [
  ...['log', 'json', 'jsonc', 'jsonl', 'csv', 'tsv'].map(language => ({ language, scheme: '*' })),
  { scheme: 'output' },
  { pattern: '**/*.{log,jsonl,ndjson,csv,tsv}', scheme: '*' },
];

/** Says who it is whose id the mouse points at. No server is asked that the person has not allowed in this workspace. */
export class UserHover implements vscode.HoverProvider {
  readonly #servers: Servers;
  readonly #consent: Consent;
  readonly #lookups: Lookups;

  constructor(servers: Servers, consent: Consent, lookups: Lookups) {
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
    const candidate = candidateAt(document, line, character, userKeys(document));
    if (!candidate) return undefined;
    const range = new vscode.Range(line, candidate.start, line, candidate.end);
    const allowed = this.#consent.allowed;
    if (!allowed) return new vscode.Hover(question(candidate), range);
    const contents = await this.#cards(serversOf(document, allowed), candidate, abortSignal(token));
    return contents.length > 0 ? new vscode.Hover(contents, range) : undefined;
  }

  /** One card for each server that knows the id; where none does, why. */
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

type User = Exclude<Outcome, 'nobody' | NextcloudError>;

function isUser(outcome: Outcome): outcome is User {
  return outcome !== 'nobody' && !(outcome instanceof NextcloudError);
}

/** A document of ours speaks of its own server. */
function serversOf({ uri }: vscode.TextDocument, allowed: readonly Server[]): readonly Server[] {
  return uri.scheme === scheme ? allowed.filter(({ id }) => id === uri.authority) : allowed;
}

function reason(server: Server, id: string, outcome: Outcome): MarkdownBuilder {
  return outcome instanceof NextcloudError
    ? new MarkdownBuilder().icon('warning').text(`${server.label}: ${outcome.message}`)
    : new MarkdownBuilder()
        .icon('person')
        .text(vscode.l10n.t('There is no user {0} on {1}.', id, server.label));
}

function question({ text }: Candidate): vscode.MarkdownString {
  return new MarkdownBuilder()
    .text(
      vscode.l10n.t(
        'Who is {0}? Your Nextcloud can tell, if you allow it to be asked about the user ids you point at in this workspace.',
        text,
      ),
    )
    .paragraph()
    .links([
      { title: vscode.l10n.t('Allow'), command: 'nextcloudAdmin.allowHovers', args: [] },
      { title: vscode.l10n.t('Never in This Workspace'), command: 'nextcloudAdmin.denyHovers', args: [] },
    ])
    .build();
}
