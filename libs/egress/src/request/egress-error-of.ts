import { EgressError } from './egress-error.js';

/**
 * The EgressError for what a connection in use failed with.
 * @param where host and port, for the operator
 */
export function egressErrorOf(error: unknown, where: string): EgressError {
  if (error instanceof EgressError) return error;
  const code = codeOf(error);
  const detail = `${where}: ${code || 'no code'}, ${messageOf(error)}`;
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return new EgressError('protocol', 'The endpoint answered with more than 16 KiB of headers.', detail);
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED')
    return new EgressError('protocol', 'The request cannot be sent: a header or the path is malformed.', detail);
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO')
    return new EgressError('tls', `The encrypted connection broke (${code}).`, detail);
  if (code === 'UND_ERR_SOCKET' || /^E[A-Z]+$/.test(code))
    return new EgressError('reset', 'The endpoint closed the connection before its answer was complete.', detail);
  return new EgressError('protocol', 'The endpoint did not answer with valid HTTP/1.1.', detail);
}

/** The code of a system, TLS or undici error; empty when there is none. */
export function codeOf(error: unknown): string {
  return textOf(error, 'code');
}

/** The message of anything thrown; empty when there is none. */
export function messageOf(error: unknown): string {
  return textOf(error, 'message');
}

// Not by instanceof: an error of Node may come from another realm (a vm context, such as a test runner's).
function textOf(error: unknown, name: 'code' | 'message'): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
}
