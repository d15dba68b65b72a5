import { KancaError } from '@kanca/core';
import type { ConsumerSet } from '../postgres/consumer-set.js';
import type { PostgresConsumerCatalogue } from '../postgres/postgres-consumer-catalogue.js';

const MAX_RACES = 50;

/** The consumers are of a later version than those that a step was given. */
export class ConsumersChanged extends Error {
  override readonly name = 'ConsumersChanged';

  constructor(readonly version: number) {
    super(`The consumers have changed: their version is ${String(version)}.`);
  }
}

/**
 * Runs `work` with the consumers in memory, and again with those of the version that it finds when it throws `ConsumersChanged`. They
 * are read outside of `work`, which may be a transaction: one that waits for a second connection may wait for those who wait for it.
 * @throws what `work` throws; KancaError `unavailable` when the consumers change again and again
 */
export async function withConsumers<T>(
  catalogue: PostgresConsumerCatalogue,
  work: (consumers: ConsumerSet) => Promise<T>,
): Promise<T> {
  let consumers = await catalogue.current();
  for (let race = 0; race < MAX_RACES; race++) {
    try {
      return await work(consumers);
    } catch (error) {
      if (!(error instanceof ConsumersChanged)) throw error;
      consumers = await catalogue.current(error.version);
    }
  }
  throw new KancaError('unavailable', 'The consumers change faster than a replay can look who hears of an event.', {
    retryAfterSeconds: 1,
  });
}
