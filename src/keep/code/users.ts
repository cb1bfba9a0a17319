import * as l10n from '@vscode/l10n';
import { accountFields, accountFieldTypes } from '../../model/account.ts';
import type { AccountDocument, AccountField } from '../../model/account.ts';
import { fieldProblem } from '../../model/checks.ts';
import { recordIn } from '../../ocs/narrow.ts';
import { placeKey } from './types.ts';
import type {
  CodeEntry,
  CodePlace,
  CodeProblem,
  DesiredUser,
  PlacedText,
  PlacedValue,
  SecretReference,
  CodeSection,
} from './types.ts';
import type { Variables } from './variables.ts';

/** A user with what the templates say, and with `${user}` for the ID. */
export function desiredUser(
  entry: CodeEntry,
  templates: CodeSection,
  variables: Variables,
  problems: CodeProblem[],
): DesiredUser {
  return new UserReader(entry, variables.with('user', entry.id), problems).read(templates);
}

/** A value that a field is given, and whether the user's own entry says so. */
interface GivenValue {
  value: PlacedValue;
  place: CodePlace;
  isOwn: boolean;
}

class UserReader {
  readonly #entry: CodeEntry;
  readonly #variables: Variables;
  readonly #problems: CodeProblem[];
  readonly #places = new Map<string, CodePlace>();

  constructor(entry: CodeEntry, variables: Variables, problems: CodeProblem[]) {
    this.#entry = entry;
    this.#variables = variables;
    this.#problems = problems;
  }

  read(templates: CodeSection): DesiredUser {
    const { id, place, fields } = this.#entry;
    const given = this.#given(templates);
    const values = accountFields.flatMap(field => {
      const value = this.#value(field, given.get(field.name) ?? []);
      return value === undefined ? [] : [[field.name, value] as const];
    });
    const document: AccountDocument = { ...Object.fromEntries(values), id };
    const state = fields.get('state')?.value;
    const password = referenceIn(fields.get('password')?.value);
    return {
      id,
      place,
      isAbsent: state === 'absent',
      document: { ...document, ...this.#enabled(state, document.enabled) },
      places: this.#places,
      ...(password && { password }),
    };
  }

  /** By field, the templates first. */
  #given(templates: CodeSection): Map<string, GivenValue[]> {
    const given = new Map<string, GivenValue[]>();
    const add = (name: string, value: GivenValue) => given.set(name, [...(given.get(name) ?? []), value]);
    for (const { text, place } of this.#entry.fields.get('template')?.items ?? []) {
      const template = templates.get(text);
      if (!template) this.#problem(place, l10n.t('There is no template “{0}”.', text));
      for (const [name, value] of template?.fields ?? []) add(name, { value, place, isOwn: false });
    }
    for (const [name, value] of this.#entry.fields) add(name, { value, place: value.place, isOwn: true });
    return given;
  }

  /** Lists are all that is listed anywhere; of anything else the last one counts. */
  #value({ name }: AccountField, given: readonly GivenValue[]): string | boolean | string[] | undefined {
    const last = given.at(-1);
    if (!last) return undefined;
    this.#places.set(placeKey(name), last.place);
    if (accountFieldTypes.get(name) === 'strings') return this.#list(name, given);
    const { value } = last.value;
    if (typeof value !== 'string') return value === true;
    const text = this.#variables.text(value, last.place);
    return this.#isValid(name, text, last.place) ? text : undefined;
  }

  #list(name: AccountField['name'], given: readonly GivenValue[]): string[] {
    const items = given.flatMap(({ value, place, isOwn }) =>
      this.#variables.items(value).map(item => (isOwn ? item : { ...item, place })),
    );
    const found = new Map<string, PlacedText>();
    for (const item of items) if (this.#isValid(name, [item.text], item.place)) found.set(item.text, item);
    for (const { text, place } of found.values()) this.#places.set(placeKey(name, text), place);
    return [...found.keys()];
  }

  #isValid(name: AccountField['name'], value: string | string[], place: CodePlace): boolean {
    const problem = fieldProblem(name, value);
    if (problem !== undefined) this.#problem(place, problem);
    return problem === undefined;
  }

  #enabled(state: unknown, enabled: boolean | undefined): Pick<AccountDocument, 'enabled'> {
    if (state !== 'present' && state !== 'disabled') return {};
    const place = this.#entry.fields.get('state')?.place ?? this.#entry.place;
    const isEnabled = state === 'present';
    if (enabled === !isEnabled && this.#entry.fields.has('enabled'))
      this.#problem(place, l10n.t('“state” and “enabled” contradict each other.'));
    this.#places.set(placeKey('enabled'), place);
    return { enabled: isEnabled };
  }

  #problem(place: CodePlace, message: string): void {
    this.#problems.push({ place, message });
  }
}

function referenceIn(value: unknown): SecretReference | undefined {
  const { env, secret } = recordIn(value);
  if (typeof env === 'string') return { env };
  return typeof secret === 'string' ? { secret } : undefined;
}
