/** Every code that an error of Kanca can carry, with its HTTP status and title. Codes are stable: clients branch on them. */
export const ERROR_CODES = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  malformed_body: { status: 400, title: 'The body cannot be read' },
  unauthorized: { status: 401, title: 'A valid API key is needed' },
  signature_invalid: { status: 401, title: 'The signature is not valid' },
  forbidden: { status: 403, title: 'The API key may not do this' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  conflict: { status: 409, title: 'The resource is in another state' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'This media type is not accepted' },
  loop_detected: { status: 508, title: 'The event is part of a loop' },
  idempotency_mismatch: { status: 422, title: 'This Idempotency-Key was used with another request' },
  https_required: { status: 403, title: 'HTTPS is required' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  egress_refused: { status: 422, title: 'This address may not be called' },
  internal: { status: 500, title: 'Something went wrong inside Kanca' },
  source_not_ready: { status: 503, title: 'The source has no secret yet' },
  unavailable: { status: 503, title: 'Kanca cannot take this request now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One field that is wrong, `field` as a dotted path. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

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
