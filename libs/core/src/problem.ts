import { ERROR_CODES, KancaError } from './kanca-error.js';

/** A problem document (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly problems?: readonly { readonly field: string; readonly problem: string }[];
}

/** The media type of each error answer. Source: RFC 9457, section 3. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The problem document for any thrown value. What is not a KancaError is ours to fix and is told to nobody. */
export function problemOf(error: unknown, requestId: string): Problem {
  const code = error instanceof KancaError ? error.code : 'internal';
  const { status, title } = ERROR_CODES[code];
  const detail =
    error instanceof KancaError
      ? error.message
      : `Please report it with the request id ${requestId}; the log has the details.`;
  const problems = error instanceof KancaError ? error.problems : undefined;
  return {
    type: `urn:kanca:problem:${code}`,
    title,
    status,
    detail,
    code,
    requestId,
    ...(problems === undefined ? {} : { problems }),
  };
}

/** The headers that go with a problem: media type, `Retry-After`, `Allow`, ... */
export function problemHeaders(error: unknown): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': PROBLEM_MEDIA_TYPE, 'cache-control': 'no-store' };
  if (!(error instanceof KancaError)) return headers;
  if (error.retryAfterSeconds !== undefined) headers['retry-after'] = String(error.retryAfterSeconds);
  return { ...headers, ...error.headers };
}
