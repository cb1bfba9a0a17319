import * as vscode from 'vscode';
import type { Finding, Fix } from '../../model/tables/findings.ts';
import type { Place } from '../../model/tables/places.ts';
import { commandName } from '../../ui/commands.ts';
import { Disposables } from '../../ui/disposables.ts';

interface Mark {
  finding: Finding;
  diagnostic: vscode.Diagnostic;
}

const severities: Record<Finding['severity'], vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** Findings as diagnostics in the text, with their quick fixes. */
export class Marks extends Disposables implements vscode.CodeActionProvider {
  readonly #document: vscode.TextDocument;
  readonly #update: () => void;
  readonly #collection = this.add(vscode.languages.createDiagnosticCollection('nextcloudAdmin.import'));
  #marks: Mark[] = [];

  /** @param update shows the findings of the text as it is now */
  constructor(document: vscode.TextDocument, update: () => void) {
    super();
    this.#document = document;
    this.#update = update;
    const { scheme } = document.uri;
    const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
    this.add(vscode.languages.registerCodeActionsProvider({ scheme }, this, kinds));
  }

  show(findings: readonly Finding[]): void {
    this.#marks = findings.map(finding => ({ finding, diagnostic: diagnosticOf(finding) }));
    this.#collection.set(
      this.#document.uri,
      this.#marks.map(({ diagnostic }) => diagnostic),
    );
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    if (document !== this.#document) return [];
    this.#update();
    const here = this.#marks.filter(({ diagnostic }) => diagnostic.range.intersection(range));
    const kinds = [...new Map(here.map(mark => [mark.finding.code, mark])).values()];
    return [
      ...here.flatMap(mark =>
        mark.finding.fixes.map(fix => this.#action(fix.title, [mark.diagnostic], [fix])),
      ),
      ...kinds.flatMap(mark => this.#fixAll(mark) ?? []),
    ];
  }

  /** Where each finding of a kind has but one fix, nothing is left to choose. */
  #fixAll({ finding: { code } }: Mark): vscode.CodeAction | undefined {
    const alike = this.#marks.filter(({ finding }) => finding.code === code && finding.fixes.length === 1);
    // Several findings in one cell each replace all of it.
    const fixes = new Map(alike.flatMap(({ finding: { fixes } }) => fixes.map(fix => [keyOf(fix), fix])));
    if (fixes.size < 2) return undefined;
    const title =
      code === 'unknownGroup'
        ? vscode.l10n.t('Create All Missing Groups ({0})', fixes.size)
        : vscode.l10n.t('Fix All Problems of This Kind ({0})', fixes.size);
    return this.#action(
      title,
      alike.map(({ diagnostic }) => diagnostic),
      [...fixes.values()],
    );
  }

  #action(title: string, diagnostics: vscode.Diagnostic[], fixes: readonly Fix[]): vscode.CodeAction {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = diagnostics;
    const { uri } = this.#document;
    const edit = new vscode.WorkspaceEdit();
    const groups: string[] = [];
    for (const fix of fixes)
      if (fix.kind === 'createGroup') groups.push(fix.group);
      else edit.replace(uri, this.#rangeOf(fix), fix.text);
    if (edit.size > 0) action.edit = edit;
    if (groups.length > 0)
      action.command = {
        title,
        command: commandName('addGroupsToImport'),
        arguments: [uri.toString(), ...groups],
      };
    return action;
  }

  #rangeOf({ start, end }: { start: number; end: number }): vscode.Range {
    return new vscode.Range(this.#document.positionAt(start), this.#document.positionAt(end));
  }
}

const keyOf = (fix: Fix): string => (fix.kind === 'replace' ? String(fix.start) : fix.group);

function diagnosticOf({ place, message, severity, code }: Finding): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeAt(place), message, severities[severity]);
  diagnostic.code = code;
  diagnostic.source = 'Nextcloud Admin';
  return diagnostic;
}

const rangeAt = ({ line, character, endLine, endCharacter }: Place): vscode.Range =>
  new vscode.Range(line, character, endLine, endCharacter);
