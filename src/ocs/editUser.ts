import { cloud, type Calls, type WriteCall, type Writer } from './calls.ts';
import { checkMail, checkPassword, checkQuota } from './checks.ts';
import { decodeFieldErrors } from './decode/index.ts';
import { encodeSegment } from './encode.ts';
import { editableFields, rowOf, type Check, type EditableField } from './editableFields.ts';
import { EditError, NextcloudError } from './errors.ts';
import { isAbout } from './policy.ts';
import { crashed, isBlocked, isUnknownCall, succeeded } from './failures.ts';
import { isStored } from './storedFields.ts';
import type { UserInfo } from './types.ts';

const checks: Record<Check, (value: string) => void> = {
  password: checkPassword,
  quota: checkQuota,
  email: mail => {
    if (mail) checkMail(mail);
  },
  additionalMail: checkMail,
};

/** Remembers whether the server has PATCH, which nothing but trying tells. */
export interface PatchSupport {
  missing: boolean;
}

/** One edit of one account, field by field its way from pending to saved or failed. */
export class Edit {
  readonly #calls: Calls;
  readonly #support: PatchSupport;
  readonly #userId: string;
  readonly #signal: AbortSignal | undefined;
  readonly #getUser: (userId: string) => Promise<UserInfo>;
  readonly #path: string;
  readonly #pending: Map<EditableField, string>;
  readonly #saved: EditableField[] = [];
  readonly #failed = new Map<EditableField, NextcloudError>();

  constructor(
    calls: Calls,
    support: PatchSupport,
    userId: string,
    changes: Partial<Record<EditableField, string>>,
    signal: AbortSignal | undefined,
    getUser: (userId: string) => Promise<UserInfo>,
  ) {
    this.#calls = calls;
    this.#support = support;
    this.#userId = userId;
    this.#signal = signal;
    this.#getUser = getUser;
    this.#path = `${cloud}/users/${encodeSegment('user', userId)}`;
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
        throw new NextcloudError('invalid', `There is no field “${field}” to edit.`);
      const { check } = rowOf(field);
      if (check) checks[check](value);
      if (field === 'manager' && value) await this.#checkManager(value);
    } catch (error) {
      if (error instanceof NextcloudError) this.#fail(field, error);
      else throw error;
    }
  }

  /** A server takes an unknown manager and stores none. */
  async #checkManager(manager: string): Promise<void> {
    const exists = await this.#getUser(manager).catch((error: unknown) => {
      if (error instanceof NextcloudError && error.kind === 'notFound') return undefined;
      throw error;
    });
    if (!exists) throw new NextcloudError('invalid', `There is no account “${manager}” to be the manager.`);
  }

  async #write(writer: Writer): Promise<void> {
    while (this.#isForPatch()) if (!(await this.#patch(writer))) break;
    for (const [field, value] of [...this.#pending]) await this.#put(writer, field, value);
  }

  /** Several fields at once, or a display name to be reset, which PUT ignores. */
  #isForPatch(): boolean {
    const fields = this.#patchable();
    return !this.#support.missing && (fields.length > 1 || this.#pending.get('displayname')?.trim() === '');
  }

  #patchable(): EditableField[] {
    return [...this.#pending.keys()].filter(field => rowOf(field).patchName !== undefined);
  }

  /** All or nothing. Whether something was settled by it; what was not is left for PUT. */
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
    // A firewall that knows no PATCH may let PUT pass.
    this.#support.missing ||= isUnknownCall(answer) || isBlocked(answer);
    if (this.#support.missing) return false;
    const error = this.#calls.failure(call, answer);
    if (crashed(answer)) {
      for (const field of fields) await this.#lookAt(field, error);
      return true;
    }
    // What a gateway says tells nothing of a field, nor whether the server has stored them all.
    if (!answer.envelope || !isAbout(error, 'field')) throw error;
    return error.ocsCode === 422 && this.#failNamed(fields, decodeFieldErrors(answer.envelope.data), error);
  }

  #failNamed(fields: EditableField[], reasons: Record<string, string>, error: NextcloudError): boolean {
    const named = fields.filter(field => reasons[rowOf(field).patchName ?? field] !== undefined);
    for (const field of named) {
      const reason = reasons[rowOf(field).patchName ?? field] ?? '';
      const text = `The server does not take this value for “${this.#userId}”. The server says: “${reason}”`;
      this.#fail(field, new NextcloudError('invalid', text, error));
    }
    return named.length > 0;
  }

  async #put(writer: Writer, field: EditableField, value: string): Promise<void> {
    const reset = field === 'displayname' && value.trim() === '';
    const sent = reset ? (await this.#getUser(this.#userId)).userId : value;
    try {
      await writer.write({
        ...this.#call('PUT', { key: field, value: sent }),
        stored: async () => isStored(await this.#getUser(this.#userId), field, sent),
      });
      this.#save(field);
    } catch (error) {
      // After anything else the rest is not tried.
      if (!isAbout(error, 'field')) throw error;
      const call = this.#call('PUT', {});
      this.#fail(field, await this.#calls.explain(error, call, rowOf(field).since, `the field “${field}”`));
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

  async #lookAt(field: EditableField, error: NextcloudError): Promise<void> {
    const user = await this.#getUser(this.#userId).catch(() => undefined);
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

/** Addresses before what refers to them, the password last: it may end the session. */
function inOrder(changes: Partial<Record<EditableField, string>>): [EditableField, string][] {
  const rank = (field: EditableField) =>
    field === 'password' ? Infinity : Object.keys(editableFields).indexOf(field);
  return (Object.entries(changes) as [EditableField, string][])
    .filter(([, value]) => (value as string | undefined) !== undefined)
    .sort(([a], [b]) => rank(a) - rank(b));
}
