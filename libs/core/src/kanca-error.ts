/** Every code that an error of Kanca can carry, with its HTTP status, its title, and what the caller can do. Codes are stable: clients branch on them. */
export const ERROR_CODES = {
  invalid_request: {
    status: 400,
    title: 'The request is not valid',
    remedy: 'Correct the fields that `problems` names.',
  },
  malformed_body: {
    status: 400,
    title: 'The body cannot be read',
    remedy: 'Send a body of the media type that the header says: JSON for the management API.',
  },
  unauthorized: {
    status: 401,
    title: 'A valid API key or session is needed',
    remedy: 'Send `Authorization: Bearer <key>` with a key that exists, or sign in again.',
  },
  signature_invalid: {
    status: 401,
    title: 'The signature is not valid',
    remedy: 'For providers only. Look at the rejection (`kanca rejections ls`): it says what did not fit.',
  },
  forbidden: {
    status: 403,
    title: 'The API key may not do this',
    remedy: 'Use a key with the scope that the message names, of the right tenant.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    remedy: 'List the resources, and check the id and the tenant of the key.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    remedy: 'Use a method that the `Allow` header names.',
  },
  conflict: {
    status: 409,
    title: 'The resource is in another state',
    remedy: 'Read the resource again: another call changed it, or its state does not allow this.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    remedy: 'Send less, or raise `KANCA_MAX_BODY_BYTES`.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'This media type is not accepted',
    remedy: 'Send a media type that the message names.',
  },
  loop_detected: {
    status: 508,
    title: 'The event is part of a loop',
    remedy: 'A handler or subscriber publishes events that call it again. Break the loop, or raise `KANCA_MAX_DEPTH`.',
  },
  idempotency_mismatch: {
    status: 422,
    title: 'This Idempotency-Key was used with another request',
    remedy: 'Use a new Idempotency-Key for another request.',
  },
  https_required: {
    status: 403,
    title: 'HTTPS is required',
    remedy: 'Call the hub by HTTPS, or set `KANCA_TRUSTED_PROXIES` to the proxy that ends TLS.',
  },
  precondition_failed: {
    status: 412,
    title: 'It was changed in the meantime',
    remedy: 'Read it again, and send your change with the new `ETag` as `If-Match`.',
  },
  headers_too_large: { status: 431, title: 'The headers are too large', remedy: 'Send fewer or shorter headers.' },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    remedy: 'Wait for as many seconds as `Retry-After` says.',
  },
  egress_refused: {
    status: 422,
    title: 'This address may not be called',
    remedy: 'Use a public address, or allow this one with `KANCA_EGRESS_ALLOW`.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong inside Kanca',
    remedy: 'Report it with the request id; the log has the details.',
  },
  source_not_ready: {
    status: 503,
    title: 'The source has no secret yet',
    remedy: 'Give the source its secret, or have the provider hand it over.',
  },
  unavailable: {
    status: 503,
    title: 'Kanca cannot take this request now',
    remedy: 'Send the request again after `Retry-After` seconds; a publication under the same id.',
  },
} as const satisfies Record<string, { status: number; title: string; remedy: string }>;

/** A code of an error answer: stable, and listed with its status in `docs/reference/errors.md`. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** One field that is wrong, `field` as a dotted path. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

/** What an error carries beside its sentence: its cause, seconds for `Retry-After`, the fields at fault, further headers. */
export interface KancaErrorOptions {
  readonly cause?: unknown;
  /** Seconds after which the caller should try again. */
  readonly retryAfterSeconds?: number;
  readonly problems?: readonly FieldProblem[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer must not be larger than what it answers: a list of a million wrong fields helps nobody. */
const MAX_PROBLEMS = 20;
const MAX_MESSAGE_LENGTH = 2_000;

function bounded(message: string): string {
  return message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH)}…` : message;
}

/**
 * The one error type that crosses a library's border. The message is for the reader: what happened, with which input, what to do.
 * @example throw new KancaError('not_found', 'No subscription has the id "sub_0": list them with GET /api/v1/subscriptions.');
 */
export class KancaError extends Error {
  override readonly name: string = 'KancaError';
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  readonly problems: KancaErrorOptions['problems'];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: KancaErrorOptions = {},
  ) {
    super(bounded(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.status = ERROR_CODES[code].status;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.problems = options.problems?.slice(0, MAX_PROBLEMS);
    this.headers = options.headers ?? {};
  }
}
