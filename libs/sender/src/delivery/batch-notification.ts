import type { WebhookEvent } from '@kanca/core';
import { createHash } from 'node:crypto';

const OPEN = Buffer.from('[');
const BETWEEN = Buffer.from(',');
const CLOSE = Buffer.from(']');

/** A JSON array of bodies that are JSON, without reading them. */
export function joinedBodies(bodies: readonly Buffer[]): Buffer {
  return Buffer.concat([OPEN, ...bodies.flatMap((body, index) => (index === 0 ? [body] : [BETWEEN, body])), CLOSE]);
}

/** The same events in one request are the same batch, also when they are tried again. */
export function batchId(events: readonly Pick<WebhookEvent, 'id'>[]): string {
  const digest = createHash('sha256')
    .update(events.map(({ id }) => id).join('\n'))
    .digest('hex');
  return `bat_${digest.slice(0, 32)}`;
}
