import type { EditableField } from './editableFields.ts';

export const errorKinds = [
  'auth',
  'forbidden',
  'passwordConfirmation',
  'notFound',
  'conflict',
  'invalid',
  'rateLimited',
  'maintenance',
  'unsupported',
  'tls',
  'network',
  'timeout',
  'aborted',
  'protocol',
  'server',
] as const;
export type ErrorKind = (typeof errorKinds)[number];

export interface ErrorContext {
  /** The request, e.g. `PUT` and `/ocs/v2.php/cloud/users/alice`: never a query, a body or a secret. */
  method?: string | undefined;
  path?: string | undefined;
  ocsCode?: number | undefined;
  httpStatus?: number | undefined;
  /** A write whose end nobody knows: the server may have done it, or may be doing it still. */
  isOpen?: boolean | undefined;
  cause?: unknown;
}

/** Every failure of the client. `message` is a sentence fit to be shown to a person. */
export class NextcloudError extends Error {
  override readonly name: string = 'NextcloudError';
  readonly kind: ErrorKind;
  readonly method: string;
  readonly path: string;
  readonly ocsCode?: number;
  readonly httpStatus?: number;
  /** It is not known whether the write was done: neither failed nor done. */
  readonly isOpen?: boolean;

  constructor(kind: ErrorKind, message: string, context: ErrorContext = {}) {
    super(message, context.cause === undefined ? undefined : { cause: context.cause });
    this.kind = kind;
    this.method = context.method ?? '';
    this.path = context.path ?? '';
    if (context.ocsCode !== undefined) this.ocsCode = context.ocsCode;
    if (context.httpStatus !== undefined) this.httpStatus = context.httpStatus;
    if (context.isOpen) this.isOpen = true;
  }
}

/** Some fields of an edit were refused; the others are stored. `kind` is that of the first failure. */
export class EditError extends NextcloudError {
  override readonly name = 'EditError';
  readonly saved: EditableField[];
  readonly failed: Map<EditableField, NextcloudError>;

  constructor(
    saved: EditableField[],
    failed: Map<EditableField, NextcloudError>,
    context: ErrorContext = {},
  ) {
    const [first] = failed.values();
    super(
      first?.kind ?? 'server',
      [...failed].map(([field, error]) => `${field}: ${error.message}`).join(' '),
      {
        method: first?.method,
        path: first?.path,
        ocsCode: first?.ocsCode,
        httpStatus: first?.httpStatus,
        ...context,
      },
    );
    this.saved = saved;
    this.failed = failed;
  }
}

/** Creating a user failed; `created` tells whether there is an account of this id made by this call now. */
export class CreateError extends NextcloudError {
  override readonly name = 'CreateError';
  readonly created: boolean;
  /** What the account lacks of what was asked for, by the names of the options' wire fields; `users.finish` goes on with it. */
  readonly missing: readonly string[];

  constructor(
    created: boolean,
    kind: ErrorKind,
    message: string,
    context: ErrorContext = {},
    missing: readonly string[] = [],
  ) {
    super(kind, message, context);
    this.created = created;
    this.missing = missing;
  }
}
