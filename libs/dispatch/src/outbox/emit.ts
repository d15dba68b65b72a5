import { KancaError } from '@kanca/core';
import type { NamedCause } from '../ancestry/ancestry.js';
import { emitEvent } from './emit-event.sql.js';
import { writtenData, type PublishedEvent } from '../log/publisher.js';

/** Whatever runs a statement inside your transaction: TypeORM's `EntityManager`, a `pg` client, ... */
export interface TransactionClient {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** An event that is written within the caller's own transaction. Without a tenant it belongs to `default`. */
export type EmitInput = Omit<PublishedEvent, 'tenant'> & { readonly tenant?: string };

/**
 * Publishes an event inside your own transaction: it is rolled back with it, and delivered after it. The database must be the hub's.
 * From another language, or by hand, call the function `kanca.emit(type, data, subject, id, tenant, time, cause)`, which is all this
 * does. In a handler use `Outbox`, or say what the `cause` is: nothing else tells the hub of events that feed themselves.
 * @throws KancaError `invalid_request` for an event without data, or with a number that JSON cannot write, before anything is written; the database's error for what else is no
 * event, naming the rule: your transaction is over then
 * @example
 * await dataSource.transaction(async (manager) => {
 *   await manager.save(order);
 *   await emit(manager, { type: 'order.placed', data: { id: order.id } });
 * });
 */
export async function emit(client: TransactionClient, event: EmitInput): Promise<void> {
  const { tenant = 'default', cause: id } = event;
  await emitBecauseOf(client, event, id === undefined ? undefined : { tenant, id });
}

/** The same for a cause that may be of another tenant. */
export async function emitBecauseOf(
  client: TransactionClient,
  event: Omit<EmitInput, 'cause'>,
  cause: NamedCause | undefined,
): Promise<void> {
  if (event.data === undefined)
    throw new KancaError(
      'invalid_request',
      `${event.type} was emitted without data: any JSON value will do, null too.`,
      {
        problems: [{ field: 'data', problem: 'is missing' }],
      },
    );
  const { text, values } = emitEvent.bind({
    type: event.type,
    data: writtenData(event.data),
    subject: event.subject ?? null,
    id: event.id ?? null,
    tenant: event.tenant ?? 'default',
    time: event.time ?? null,
    cause: cause?.id ?? null,
    causeTenant: cause?.tenant ?? null,
  });
  await client.query(text, [...values]);
}
