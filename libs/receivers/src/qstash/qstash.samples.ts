import type { Sample } from '../kit/index.js';

/** A message is all that it sends. */
export const qstashEventNames: readonly string[] = ['message'];

export const qstashSamples: Readonly<Record<string, Sample>> = {
  message: { headers: { 'upstash-message-id': 'msg_invented', 'upstash-retried': '0' }, body: { order: 6_735 } },
};
