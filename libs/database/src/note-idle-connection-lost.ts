import type { Observer } from '@kanca/core';
import { errorCode } from './error-code.js';

/** PostgreSQL's codes for a connection that an administrator or a stop of the server ended. */
const ENDED_BY_THE_SERVER: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03', '57P05']);

/**
 * Tells the log of an idle connection of a pool that broke. No work is lost: the next statement gets another connection. So one that
 * the server ended in order, which it does to all of them when it stops, is no error.
 */
export function noteIdleConnectionLost(observer: Observer, error: unknown): void {
  // pg hangs the whole connection on its error, with the key that cancels statements: nothing to read, and a secret.
  if (error instanceof Error) Reflect.deleteProperty(error, 'client');
  if (ENDED_BY_THE_SERVER.has(errorCode(error) ?? ''))
    observer.noted('the database ended an idle connection', { reason: error instanceof Error ? error.message : null });
  else observer.faulted('an idle database connection', error);
}
