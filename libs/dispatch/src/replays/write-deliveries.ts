import type { SqlRunner } from '@kanca/database';
import type { TurnChange } from '../order/successors.js';
import { addDeliveries } from './add-deliveries.sql.js';
import { hastenRetries } from './hasten-retries.sql.js';
import { stopClaimsOfAll } from '../postgres/verbs/stop-claims-of-all.sql.js';
import { lifetimesOf } from '../log/audience.js';
import type { JudgedPair } from './judge-pair.js';

export interface WrittenDeliveries {
  readonly made: number;
  readonly hastened: number;
  /** To be told after the commit. */
  readonly turns: readonly TurnChange[];
}

/**
 * Makes and hastens what was judged so, in the order that is given.
 * @param replayId UUID of the replay that does it, if one does
 */
export async function writeDeliveries(
  sql: SqlRunner,
  pairs: readonly JudgedPair[],
  replayId: string | null,
  newId: () => string,
): Promise<WrittenDeliveries> {
  const hastened = await hasten(
    sql,
    pairs.filter(({ judgement }) => judgement === 'hasten'),
  );
  const wanted = pairs.filter(({ judgement }) => judgement === 'make');
  if (wanted.length === 0) return { made: 0, hastened, turns: [] };
  const added = await sql.run(addDeliveries, {
    tenants: wanted.map(({ event }) => event.tenant),
    ids: wanted.map(newId),
    eventIds: wanted.map(({ event }) => event.id),
    consumerIds: wanted.map(({ heard }) => heard.consumer.id),
    orderKeys: wanted.map(({ heard }) => heard.orderKey),
    chainOrders: wanted.map(({ heard }) => heard.chainOrder),
    waits: wanted.map(({ heard }) => (heard.waits ? 1 : 0)),
    lifetimesMs: lifetimesOf(wanted.map(({ heard }) => heard)),
    replayId,
  });
  return { made: added.length, hastened, turns: wanted.flatMap(turnOf) };
}

async function hasten(sql: SqlRunner, waiting: readonly JudgedPair[]): Promise<number> {
  if (waiting.length === 0) return 0;
  await sql.run(stopClaimsOfAll, { consumerIds: [...new Set(waiting.map(({ heard }) => heard.consumer.id))] });
  const hastened = await sql.run(hastenRetries, {
    ids: waiting.map(({ openId }) => openId),
    lifetimesMs: lifetimesOf(waiting.map(({ heard }) => heard)),
  });
  return hastened.length;
}

/** A replayed delivery may be the only one of its key or of its event, so that nobody before it gives it its turn. */
function turnOf({ event, heard: { consumer, orderKey, chainOrder, waits } }: JudgedPair): readonly TurnChange[] {
  return waits ? [{ consumerId: consumer.id, orderKey, chainedEventId: chainOrder === null ? null : event.id }] : [];
}
