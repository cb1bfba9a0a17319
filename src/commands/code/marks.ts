import * as vscode from 'vscode';
import type { CodeFinding } from '../../keep/code/findings.ts';
import { gathered } from '../../keep/review/rules/subjects.ts';
import { Disposables } from '../../ui/disposables.ts';
import type { LoadedCode } from './source.ts';

const severities: Record<CodeFinding['severity'], vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  drift: vscode.DiagnosticSeverity.Information,
};

/** What there is to say about files, in their texts. A file that several others include has what is said with each. */
export class CodeMarks extends Disposables {
  readonly #collection = this.add(vscode.languages.createDiagnosticCollection('nextcloudAdmin.code'));
  /** By the file that was read, then by the file that it is about. */
  readonly #all = new Map<string, ReadonlyMap<string, readonly vscode.Diagnostic[]>>();

  show({ uri, rangeOf }: LoadedCode, findings: readonly CodeFinding[]): void {
    const found = gathered(findings, ({ place }) => place.path);
    const marks = [...found].map(
      ([path, all]) => [path, all.map(finding => diagnosticOf(finding, rangeOf(finding.place)))] as const,
    );
    this.#replace(uri, new Map(marks));
  }

  clear(uri: vscode.Uri): void {
    this.#replace(uri, new Map());
  }

  #replace(uri: vscode.Uri, marks: ReadonlyMap<string, readonly vscode.Diagnostic[]>): void {
    const before = this.#all.get(uri.toString()) ?? new Map<string, readonly vscode.Diagnostic[]>();
    this.#all.set(uri.toString(), marks);
    for (const path of new Set([...before.keys(), ...marks.keys()])) {
      const all = [...this.#all.values()].flatMap(one => one.get(path) ?? []);
      this.#collection.set(vscode.Uri.parse(path, true), all);
    }
  }
}

function diagnosticOf({ message, severity }: CodeFinding, range: vscode.Range): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, message, severities[severity]);
  diagnostic.source = 'Nextcloud Admin';
  return diagnostic;
}
