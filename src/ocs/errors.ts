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

/** Where and how a call failed. */
export interface ErrorContext {
  /** The request, such as `PUT` and `/ocs/v2.php/cloud/users/alice`. Never holds a query, a body, or a secret. */
  method?: string | undefined;
  path?: string | undefined;
  ocsCode?: number | undefined;
  httpStatus?: number | undefined;
  /** The outcome of a write is unknown: the server may have completed it, or may still be working on it. */
  isOpen?: boolean | undefined;
  cause?: unknown;
}

/**
 * What every method of the client throws when it fails. `message` is a sentence that can be shown to a user; `kind` says
 * what went wrong, and `policyOf` what follows from it.
 */
export class NextcloudError extends Error {
  override readonly name: string = 'NextcloudError';
  readonly kind: ErrorKind;
  readonly method: string;
  readonly path: string;
  readonly ocsCode?: number;
  readonly httpStatus?: number;
  /** Whether the write took effect is unknown. */
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

  /** The same error, naming another request as the one that failed. */
  at({ method, path }: Pick<ErrorContext, 'method' | 'path'>): NextcloudError {
    const { kind, message, ocsCode, httpStatus, isOpen, cause } = this;
    return new NextcloudError(kind, message, { method, path, ocsCode, httpStatus, isOpen, cause });
  }
}

/** Thrown when some fields of an edit were rejected. The others are stored. `kind` is that of the first failure. */
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

/** Thrown when creating a user failed. `created` says whether the call left a user of this ID behind. */
export class CreateError extends NextcloudError {
  override readonly name = 'CreateError';
  readonly created: boolean;
  /** Wire names of the requested fields the user still lacks. `users.finish` adds them. */
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
