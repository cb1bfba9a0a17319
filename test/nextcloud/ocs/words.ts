import type { User } from '../state.ts';

/** The server speaks the language of the caller: its refusals in German, by what they are in English. */
const german: Readonly<Record<string, string>> = {
  'Logged in account must be an admin': 'Das angemeldete Konto muss ein Administrationskonto sein',
  'Logged in account must be an admin, a sub admin or gotten special right to access this setting':
    'Das angemeldete Konto muss ein Administrationskonto sein, ein Unteradministrationskontor sein, oder ein Sonderrecht haben, um auf diese Einstellung zuzugreifen',
  'Logged in user must be an admin': 'Der angemeldete Benutzer muss ein Administrator sein',
};

/** A message as somebody reads it who set that language. */
export function inLanguageOf({ language }: User, message: string): string {
  return (language.startsWith('de') ? german[message] : undefined) ?? message;
}
