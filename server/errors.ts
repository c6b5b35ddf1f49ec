/**
 * The closed list of refusals. Each has one status, so that a code means the same at every door
 * (interfaces: "Refusals"). Doors translate; nothing else knows HTTP.
 */
export const refusals = {
  invalid: 400,
  'signed-out': 401,
  'not-allowed': 403,
  /** A session, but its password was last checked too long ago for this. */
  'sign-in-again': 403,
  'not-found': 404,
  'schedule-moved': 409,
  'already-decided': 409,
  'not-possible': 409,
  changed: 409,
  'too-large': 413,
  'unsupported-content': 415,
  'too-long': 422,
  'too-many': 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof refusals;

/** What to do about a field, by its path: `{ "queue.2": "Ana stands twice in the queue: remove one" }`. */
export type FieldFaults = Record<string, string>;

type Extra = { fields?: FieldFaults; retryAfterSeconds?: number; cause?: unknown };

/** The one error that crosses concepts. `message` is a sentence a person can act on; it never holds a secret. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldFaults | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, extra: Extra = {}) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = extra.fields;
    this.retryAfterSeconds = extra.retryAfterSeconds;
  }

  get status(): number {
    return refusals[this.code];
  }
}

/** A 400 that names each field and what to do about it. */
export const invalid = (fields: FieldFaults): AppError =>
  new AppError('invalid', Object.values(fields)[0] ?? 'Something in the input is wrong', { fields });

/** One answer for what does not exist and for what belongs to others: the two must not be told apart. */
export const notFound = (): AppError => new AppError('not-found', 'There is nothing here, or it is not yours to see');

export const isAppError = (error: unknown): error is AppError => error instanceof AppError;
