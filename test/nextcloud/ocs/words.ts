import type { User } from '../state.ts';

/** Refusals in German by their English texts, since servers answer in the language of the caller. */
const german: Readonly<Record<string, string>> = {
  'Logged in account must be an admin': 'Das angemeldete Konto muss ein Administrationskonto sein',
  'Logged in account must be an admin, a sub admin or gotten special right to access this setting':
    'Das angemeldete Konto muss ein Administrationskonto sein, ein Unteradministrationskontor sein, oder ein Sonderrecht haben, um auf diese Einstellung zuzugreifen',
  'Logged in user must be an admin': 'Der angemeldete Benutzer muss ein Administrator sein',
};

/** Translates a message into the language that the user has set. */
export function inLanguageOf({ language }: User, message: string): string {
  return (language.startsWith('de') ? german[message] : undefined) ?? message;
}
