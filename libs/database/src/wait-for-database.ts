import { setTimeout as sleep } from 'node:timers/promises';
import { types } from 'node:util';
import { KancaError } from '@kanca/core';
import { errorCode } from './error-code.js';
import { isUnavailable } from './is-unavailable.js';
import { SurvivingClient } from './surviving-client.js';

export interface WaitForDatabaseOptions {
  readonly withinMs: number;
  /** Called before each further try, once a second, with what was wrong. */
  readonly onWait: (reason: string) => void;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

const CONNECT_TIMEOUT_MS = 5_000;
const EVERY_MS = 1_000;

/**
 * Resolves when the database takes connections. A database that starts together with the hub is waited for; one that refuses it is not.
 * @throws KancaError `unavailable` or `conflict` with a sentence that names DATABASE_URL and says what to do
 */
export async function waitForDatabase(url: string, options: WaitForDatabaseOptions): Promise<void> {
  const { withinMs, onWait, signal } = options;
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      await connectOnce(url);
      return;
    } catch (error) {
      const isPassing = isUnavailable(error) && errorCode(error) !== 'ENOTFOUND';
      if (!isPassing || performance.now() + EVERY_MS > deadline) throw refusalOf(url, error);
      onWait(messageOf(error));
      await sleep(EVERY_MS, undefined, { signal });
    }
  }
}

async function connectOnce(url: string): Promise<void> {
  const client = new SurvivingClient({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  try {
    await client.connect();
  } finally {
    client.end().catch(() => undefined);
  }
}

/** What to do about a database that cannot be used, by the code of the error. */
const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: is PostgreSQL running, and are host and port right?',
  ENOTFOUND: 'the name of the host is not known: is it spelt right?',
  '28P01': 'the password is wrong for that user.',
  '28000': 'the server does not let that user in from here: see its pg_hba.conf.',
  '3D000': 'there is no such database: make it with CREATE DATABASE, or name another one.',
  '42501': 'the user lacks a privilege: let the owner of the database run GRANT CREATE ON DATABASE … TO ….',
  '53300': 'the server takes no more connections: raise max_connections, or close others.',
};

/** The sentence for an operator whose hub cannot use its database. The URL is shown without its password. */
export function refusalOf(url: string, error: unknown): KancaError {
  const code = errorCode(error) ?? '';
  const advice = ADVICE[code] ?? 'is PostgreSQL running there, and can it be reached from here?';
  return new KancaError(
    isUnavailable(error) ? 'unavailable' : 'conflict',
    `the database of DATABASE_URL (${shown(url)}) cannot be used (${messageOf(error)}): ${advice}`,
    { cause: error },
  );
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  return types.isNativeError(error) ? error.message : String(error);
}

function shown(url: string): string {
  if (!URL.canParse(url)) return 'not a URL';
  const { host, pathname, username } = new URL(url);
  return `${username === '' ? '' : `user ${username} at `}${host}${pathname}`;
}
