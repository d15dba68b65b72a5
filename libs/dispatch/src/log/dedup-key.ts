import { createHash } from 'node:crypto';
import type { NewEvent } from '../ports/arrival.js';

/**
 * What makes two events one, in the ledger that `append-events` keeps: 16 bytes of SHA-256 in hex over tenant, source and the
 * event's own key. That is narrow in the index, also where a provider's delivery id is long. The event's own key comes from the
 * receiver (the provider's delivery id, or a hash of the bytes), or from the publisher below.
 * @param uuid of the event, should it turn out to be a new one
 */
export function dedupKeyOf(tenant: string, event: NewEvent, uuid: string): string {
  // What never comes again needs no other key than its own id.
  const key = event.repeatsWithinMs === 0 ? `made:${uuid}` : event.dedupKey;
  return ledgerKey(tenant, event.sourceId, key);
}

/** A key of the ledger. @param sourceId UUID of the source; null for what was published */
export function ledgerKey(tenant: string, sourceId: string | null, key: string): string {
  return createHash('sha256')
    .update(`${tenant}\0${sourceId ?? ''}\0${key}`)
    .digest('hex')
    .slice(0, 32);
}

/** The key of a published event: the id that its publisher gave it, else one that never comes again. */
export function publishedKey(given: string | undefined, unique: string): string {
  return given === undefined ? `made:${unique}` : `given:${given}`;
}
