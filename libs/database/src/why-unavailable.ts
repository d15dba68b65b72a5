import { errorCode } from './error-code.js';

/** Why the database cannot serve now: for logs and for callers, in words that tell nothing about where it is. */
export interface WhyUnavailable {
  readonly reason:
    | 'unreachable'
    | 'cut_off'
    | 'disk_full'
    | 'out_of_memory'
    | 'too_many_connections'
    | 'not_running'
    | 'read_only'
    | 'too_slow'
    | 'disk_fault';
  /** A sentence, with its stop. */
  readonly sentence: string;
  /** Whether the statement has surely changed nothing. Else its commit may have happened, and only the answer was lost. */
  readonly isUndone: boolean;
}

const BY_SQL_STATE: readonly (readonly [RegExp, WhyUnavailable])[] = [
  [/^53100$/, { reason: 'disk_full', sentence: `The database's disk is full.`, isUndone: true }],
  [/^53200$/, { reason: 'out_of_memory', sentence: 'The database is out of memory.', isUndone: true }],
  [/^53300$/, { reason: 'too_many_connections', sentence: 'The database takes no more connections.', isUndone: true }],
  [/^53...$/, { reason: 'disk_full', sentence: 'The database has reached one of its limits.', isUndone: true }],
  [/^57014$/, { reason: 'too_slow', sentence: 'The database did not finish in time.', isUndone: true }],
  [/^57P03$/, { reason: 'not_running', sentence: 'The database is starting or stopping.', isUndone: true }],
  [/^57P0.$/, { reason: 'not_running', sentence: 'The database is stopping, or was restarted.', isUndone: false }],
  [/^58...$/, { reason: 'disk_fault', sentence: `The database cannot use its disk.`, isUndone: false }],
  [/^25006$/, { reason: 'read_only', sentence: 'The database takes no writes: it is a standby.', isUndone: true }],
];

/** Nothing was sent: there was nobody to send it to. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOENT',
]);

/** Of an error of which `isUnavailable` is true. */
export function whyUnavailable(error: unknown): WhyUnavailable {
  if (error instanceof AggregateError && error.errors.length > 0) return whyUnavailable(error.errors[0]);
  if (error instanceof Error && 'driverError' in error) return whyUnavailable(error.driverError);
  const code = errorCode(error) ?? '';
  const known = BY_SQL_STATE.find(([state]) => state.test(code));
  if (known !== undefined) return known[1];
  const message = error instanceof Error ? error.message : '';
  if (NEVER_SENT.has(code) || /when trying to connect|after calling end/.test(message))
    return { reason: 'unreachable', sentence: 'The database cannot be reached.', isUndone: true };
  if (/Query read timeout|timeout expired/.test(message))
    return { reason: 'too_slow', sentence: 'The database does not answer.', isUndone: false };
  return { reason: 'cut_off', sentence: 'The connection to the database broke.', isUndone: false };
}
