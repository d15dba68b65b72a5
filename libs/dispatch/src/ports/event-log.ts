import type { Arrival, Stored } from './arrival.js';

/** The log of all events, from providers and publishers alike. */
export abstract class EventLog {
  /**
   * Stores the events of one request and their deliveries, deduplicated, in one commit. Resolves only after that commit.
   * Concurrent calls share a commit.
   * @throws KancaError `unavailable` (503) when the database is away, too slow or overrun. The message says whether nothing was stored or
   *   that is not known; its cause is the database's error.
   */
  abstract append(arrival: Arrival): Promise<Stored>;
}
