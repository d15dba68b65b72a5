import { parseId, type HandledEvent } from '@kanca/core';
import type { TransactionClient } from '../outbox/emit.js';
import { takeTurn } from './one-at-a-time.js';

/** Whether the work was done by this call; otherwise an earlier one had done it, and nothing was changed. */
export type Once<T> = { readonly ran: true; readonly result: T } | { readonly ran: false };

const NO_TRANSACTION = '25P01';

/**
 * Does database work for an event exactly once, however often the handler is called: a marker is written in your transaction, and
 * only who writes it first does the work. Both are committed together or not at all. The database must be the hub's.
 * One call after the other on one client, or one inside of the other's work: of two side by side, the failure of one would take back
 * what the other did.
 * @param part names the work where one handler does several pieces of it
 * @throws Error outside a transaction, and beside another call on the client; the error of `work`, after its changes were taken back
 * @example
 * await dataSource.transaction((manager) =>
 *   once(manager, event, () => manager.increment(Account, { id: event.data.account }, 'balance', event.data.amount)),
 * );
 */
export async function once<C extends TransactionClient, T>(
  client: C,
  event: Pick<HandledEvent, 'id' | 'tenant' | 'idempotencyKey'>,
  work: (client: C) => Promise<T> | T,
  part?: string,
): Promise<Once<T>> {
  const eventId = parseId('evt', event.id);
  if (eventId === null)
    throw new TypeError(
      `once takes the event that a handler was called with; ${JSON.stringify(event.id)} is no id of one.`,
    );
  const key = part === undefined ? event.idempotencyKey : `${event.idempotencyKey}:${part}`;
  return takeTurn(client, async (name, assertLast) => {
    await savepoint(client, name);
    try {
      const outcome: Once<T> = (await mark(client, event.tenant, eventId, key))
        ? { ran: true, result: await work(client) }
        : { ran: false };
      assertLast();
      await client.query(`RELEASE SAVEPOINT ${name}`, []);
      return outcome;
    } catch (error) {
      await takeBack(client, name);
      throw error;
    }
  });
}

/** Fails where there is no transaction: marker and work would be committed apart. */
async function savepoint(client: TransactionClient, name: string): Promise<void> {
  try {
    await client.query(`SAVEPOINT ${name}`, []);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === NO_TRANSACTION)) throw error;
    throw new Error(
      'once needs a transaction, and the client that it was given is in none: begin one, and give it its client.',
      {
        cause: error,
      },
    );
  }
}

/** Waits for another transaction that is about to write the same marker, and then says what became of it. */
async function mark(client: TransactionClient, tenant: string, eventId: string, key: string): Promise<boolean> {
  const answer = await client.query(
    `WITH marker AS (
       INSERT INTO kanca.once (tenant, event_id, key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1
     )
     SELECT count(*)::int AS made FROM marker`,
    [tenant, eventId, key],
  );
  const [row] = rowsOf(answer);
  if (typeof row !== 'object' || row === null || !('made' in row))
    throw new TypeError('once takes a client whose query gives rows, such as an EntityManager or a client of pg.');
  return row.made === 1;
}

/** TypeORM gives the rows, and pg an object that has them. */
function rowsOf(answer: unknown): readonly unknown[] {
  if (Array.isArray(answer)) return answer;
  const rows: unknown = typeof answer === 'object' && answer !== null && 'rows' in answer ? answer.rows : [];
  return Array.isArray(rows) ? rows : [];
}

/** A transaction that goes on, because somebody caught the error, must not keep the marker of work that failed. */
async function takeBack(client: TransactionClient, name: string): Promise<void> {
  try {
    await client.query(`ROLLBACK TO SAVEPOINT ${name}`, []);
    await client.query(`RELEASE SAVEPOINT ${name}`, []);
  } catch {
    // The connection is gone, or the savepoint was taken back by another: the transaction is lost, and the first error says why.
  }
}
