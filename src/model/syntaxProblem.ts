import * as l10n from '@vscode/l10n';
import { printParseErrorCode } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';

/** By the names of the parser's codes. Others have the general sentence. */
const problems: Partial<Record<string, () => string>> = {
  PropertyNameExpected: () =>
    l10n.t('Not valid JSON: the name of a field in double quotation marks is missing.'),
  ValueExpected: () => l10n.t('Not valid JSON: a value is missing.'),
  ColonExpected: () => l10n.t('Not valid JSON: a colon is missing.'),
  CommaExpected: () => l10n.t('Not valid JSON: a comma is missing.'),
  CloseBraceExpected: () => l10n.t('Not valid JSON: a closing brace is missing.'),
  CloseBracketExpected: () => l10n.t('Not valid JSON: a closing bracket is missing.'),
  EndOfFileExpected: () => l10n.t('Not valid JSON: there is text after the end of the document.'),
  InvalidCommentToken: () => l10n.t('Not valid JSON: comments are not allowed.'),
  UnexpectedEndOfString: () => l10n.t('Not valid JSON: a closing quotation mark is missing.'),
  InvalidNumberFormat: () => l10n.t('Not valid JSON: this is not a number.'),
  InvalidUnicode: () => l10n.t('Not valid JSON: \\u must be followed by four hexadecimal digits.'),
  InvalidEscapeCharacter: () => l10n.t('Not valid JSON: this character cannot follow a backslash.'),
  InvalidCharacter: () => l10n.t('Not valid JSON: control characters must be escaped.'),
};

/** What is wrong where the JSON parser found an error, in a sentence. */
export function syntaxProblem(code: ParseError['error']): string {
  return problems[printParseErrorCode(code)]?.() ?? l10n.t('Not valid JSON.');
}
