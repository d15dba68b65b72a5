import { KancaError } from '@kanca/core';

/** What one tenant may have waiting. Its bodies are in memory meanwhile. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

interface Waiting {
  last: Promise<void>;
  bytes: number;
}

/** Lets the arrivals of a tenant pass in the order in which they came, also when some need work first. Other tenants do not wait for it. */
export class TenantQueue {
  private readonly waiting = new Map<string, Waiting>();

  /**
   * @param work what has to be done first; null when there is nothing
   * @returns null when there is nothing to wait for
   * @throws KancaError `unavailable` when too much of the tenant waits already
   */
  pass(tenant: string, bytes: number, work: (() => Promise<void>) | null): Promise<void> | null {
    const before = this.waiting.get(tenant);
    if (before === undefined && work === null) return null;
    const waiting = before ?? { last: Promise.resolve(), bytes: 0 };
    if (waiting.bytes > 0 && waiting.bytes + bytes > MAX_WAITING_BYTES)
      throw new KancaError(
        'unavailable',
        'Large events come faster than the filters of subscriptions can look into them; nothing was stored.',
        { retryAfterSeconds: 5 },
      );
    waiting.bytes += bytes;
    const turn = waiting.last.then(() => work?.());
    const last = turn
      .catch(() => undefined)
      .then(() => {
        waiting.bytes -= bytes;
        if (waiting.last === last) this.waiting.delete(tenant);
      });
    waiting.last = last;
    this.waiting.set(tenant, waiting);
    return turn;
  }
}
