import * as l10n from '@vscode/l10n';
import type { WriteCall, Writer } from '../call.ts';
import type { Calls } from '../calls.ts';
import { checkMail, checkPassword, checkQuota, noSuchManager } from '../checks.ts';
import { decodeFieldErrors } from '../decode/index.ts';
import { editableFields, rowOf, type EditableField, type FieldCheck } from '../editableFields.ts';
import { EditError, NextcloudError } from '../errors.ts';
import { isAbout } from '../policy.ts';
import { crashed, isBlocked, isUnknownCall, succeeded } from '../transport/answer.ts';
import type { UserInfo } from '../types.ts';
import { userPath, type UserRecords } from './record.ts';
import { isStored } from './storedFields.ts';
import { namesIn } from '../narrow.ts';

const checks: Record<FieldCheck, (value: string) => void> = {
  password: checkPassword,
  quota: checkQuota,
  email: mail => {
    if (mail) checkMail(mail);
  },
  additionalMail: checkMail,
};

/** Remembers whether the server lacks PATCH, which only trying can tell. */
export interface PatchSupport {
  missing: boolean;
}

/** One edit of one user. Takes every field from pending to saved or failed. */
export class UserEdit {
  readonly #calls: Calls;
  readonly #support: PatchSupport;
  readonly #userId: string;
  readonly #signal: AbortSignal | undefined;
  readonly #records: UserRecords;
  readonly #path: string;
  readonly #pending: Map<EditableField, string>;
  readonly #saved: EditableField[] = [];
  readonly #failed = new Map<EditableField, NextcloudError>();

  constructor(
    calls: Calls,
    records: UserRecords,
    support: PatchSupport,
    userId: string,
    changes: Partial<Record<EditableField, string>>,
    signal: AbortSignal | undefined,
  ) {
    this.#calls = calls;
    this.#support = support;
    this.#userId = userId;
    this.#signal = signal;
    this.#records = records;
    this.#path = userPath(userId);
    this.#pending = new Map(inOrder(changes));
  }

  /** Throws `EditError` when a field is not saved. */
  async run(): Promise<void> {
    for (const [field, value] of [...this.#pending]) await this.#check(field, value);
    if (this.#pending.size > 0)
      await this.#calls
        .writes(this.#userId, this.#signal, writer => this.#write(writer))
        .catch((error: unknown) => this.#failRest(error));
    if (this.#failed.size > 0) throw new EditError([...this.#saved], new Map(this.#failed));
  }

  async #check(field: EditableField, value: string): Promise<void> {
    try {
      if (!Object.hasOwn(editableFields, field))
        throw new NextcloudError('invalid', l10n.t('There is no field “{field}” to edit.', { field }));
      const { check } = rowOf(field);
      if (check) checks[check](value);
      if (field === 'manager' && value && !(await this.#records.find(value, this.#signal)))
        throw noSuchManager(value);
    } catch (error) {
      if (error instanceof NextcloudError) this.#fail(field, error);
      else throw error;
    }
  }

  async #write(writer: Writer): Promise<void> {
    while (this.#isForPatch()) if (!(await this.#patch(writer))) break;
    for (const [field, value] of [...this.#pending]) await this.#put(writer, field, value);
  }

  /** PATCH saves several fields at once, and resets a display name, which PUT ignores. */
  #isForPatch(): boolean {
    const fields = this.#patchable();
    return !this.#support.missing && (fields.length > 1 || this.#pending.get('displayname')?.trim() === '');
  }

  #patchable(): EditableField[] {
    return [...this.#pending.keys()].filter(field => rowOf(field).patchName !== undefined);
  }

  /** Saves all fields or none. Returns whether that settled any; the others are left for PUT. */
  async #patch(writer: Writer): Promise<boolean> {
    const fields = this.#patchable();
    const form = Object.fromEntries(
      fields.map(field => [rowOf(field).patchName ?? field, this.#pending.get(field)]),
    );
    if (form.displayName?.trim() === '') form.displayName = '';
    const call = this.#call('PATCH', form);
    const answer = await writer.answer(call);
    if (succeeded(answer)) {
      for (const field of fields) this.#save(field);
      return true;
    }
    // A firewall that blocks PATCH may let PUT through.
    this.#support.missing ||= isUnknownCall(answer) || isBlocked(answer);
    if (this.#support.missing) return false;
    const error = this.#calls.failure(call, answer);
    if (crashed(answer)) {
      for (const field of fields) await this.#lookAt(field, error);
      return true;
    }
    // The answer of a gateway says nothing about a field, or about what the server has stored.
    if (!answer.envelope || !isAbout(error, 'field')) throw error;
    return error.ocsCode === 422 && this.#failNamed(fields, decodeFieldErrors(answer.envelope.data), error);
  }

  #failNamed(fields: EditableField[], reasons: Record<string, string>, error: NextcloudError): boolean {
    const named = fields.filter(field => reasons[rowOf(field).patchName ?? field] !== undefined);
    for (const field of named) {
      const reason = reasons[rowOf(field).patchName ?? field] ?? '';
      const text = l10n.t('The server rejected this value for “{user}”. The server says: “{reason}”', {
        user: this.#userId,
        reason,
      });
      this.#fail(field, new NextcloudError('invalid', text, error));
    }
    return named.length > 0;
  }

  async #put(writer: Writer, field: EditableField, value: string): Promise<void> {
    const reset = field === 'displayname' && value.trim() === '';
    const sent = reset ? (await this.#readUser()).userId : value;
    try {
      await writer.write({
        ...this.#call('PUT', { key: field, value: sent }),
        stored: async () => isStored(await this.#readUser(), field, sent),
      });
      this.#save(field);
    } catch (error) {
      // After any other failure, the remaining fields are not tried.
      if (!isAbout(error, 'field')) throw error;
      const call = this.#call('PUT', {});
      this.#fail(field, await this.#calls.explain(error, call, { version: rowOf(field).since, field }));
    }
  }

  #call(method: 'PUT' | 'PATCH', form: Record<string, string | undefined>): WriteCall {
    return {
      name: 'users.edit',
      method,
      path: this.#path,
      form,
      subject: { user: this.#userId },
      signal: this.#signal,
    };
  }

  #readUser(): Promise<UserInfo> {
    return this.#records.read(this.#userId, this.#signal);
  }

  async #lookAt(field: EditableField, error: NextcloudError): Promise<void> {
    const user = await this.#readUser().catch(() => undefined);
    if (user && isStored(user, field, this.#pending.get(field) ?? '')) this.#save(field);
    else this.#fail(field, error);
  }

  #save(field: EditableField): void {
    this.#pending.delete(field);
    this.#saved.push(field);
  }

  #fail(field: EditableField, error: NextcloudError): void {
    this.#pending.delete(field);
    this.#failed.set(field, error);
  }

  #failRest(error: unknown): void {
    if (!(error instanceof NextcloudError)) throw error;
    for (const field of [...this.#pending.keys()]) this.#fail(field, error);
  }
}

/** In the order of the table, with addresses before what refers to them, and the password last: it may end the session. */
function inOrder(changes: Partial<Record<EditableField, string>>): [EditableField, string][] {
  const rank = (field: EditableField) =>
    field === 'password' ? Infinity : Object.keys(editableFields).indexOf(field);
  return namesIn(changes)
    .flatMap((field): [EditableField, string][] => {
      const value = changes[field];
      return value === undefined ? [] : [[field, value]];
    })
    .sort(([a], [b]) => rank(a) - rank(b));
}
