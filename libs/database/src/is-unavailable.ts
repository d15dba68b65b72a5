import { types } from 'node:util';
import { KancaError } from '@kanca/core';

/** Codes of Node: the server cannot be reached, or the connection broke. */
const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  // The Unix socket of a server that is down.
  'ENOENT',
]);

/**
 * SQLSTATEs of a server that cannot serve now: connection exceptions (08), out of a resource (53), cancelled by a timeout (57014),
 * shutting down, crashed, starting or dropped (57P01 to 57P05), errors of its machine (58000, 58030), and a standby that takes no
 * writes yet (25006).
 */
const SQL_STATES = /^(?:08...|53...|57014|57P0[1-5]|58000|58030|25006)$/;

/** What `pg` says without any code. */
const MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|not queryable|Client was closed|calling end on the pool/;

/**
 * Whether an error means that the database is away or overloaded, so that the same call may succeed later: the caller is told 503.
 * What became of the statement is not known: it may have been committed.
 */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof KancaError) return error.code === 'unavailable';
  // Not instanceof: errors of node's own modules may come from another realm.
  if (!types.isNativeError(error)) return false;
  // Node tries all addresses of a name, and TypeORM wraps the driver's error.
  if ('errors' in error && Array.isArray(error.errors) && error.errors.some(isUnavailable)) return true;
  if ('driverError' in error && isUnavailable(error.driverError)) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return NETWORK_CODES.has(code) || SQL_STATES.test(code) || MESSAGES.test(error.message);
}
