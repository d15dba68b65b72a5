import { equal, ok } from 'node:assert/strict';
import { sampleRequest } from '@kanca/receivers';
import { inspectRequest } from '@kanca/receivers/kit';
import { inventedOptions } from './invented-options.js';
import { serveIngress } from './serve-ingress.js';
import type { InboundRequest } from '@kanca/core';
import type { ReceiverDefinition, SourceSettings } from '@kanca/receivers';
import type { TestRunner } from './test-runner.js';

const AN_HOUR_MS = 3_600_000;
const PUBLIC_URL = 'http://localhost:3000';
/** What `readEvents` gives an event that has no id of its own. */
const HASH = 'sha256:';

/** A hash is not an id: what has no other is one event for the minutes of a retry, and a new one after that. */
export function describeRepetitions(receiver: ReceiverDefinition, { it }: TestRunner): void {
  const keys = receiver.verify.newKeys();
  if (keys === null) return;
  it('takes the same bytes an hour later for a new event, unless they have an id', async () => {
    const settings = { secrets: [keys.secret], options: inventedOptions(receiver) };
    const served = await serveIngress({
      receivers: [receiver],
      sources: [{ provider: receiver.name, ...settings }],
      publicUrl: PUBLIC_URL,
    });
    try {
      for (const event of Object.keys(receiver.samples)) {
        const request = sampleRequest(receiver, {
          event,
          secret: keys.signingKey,
          options: settings.options,
          id: `delivery-${String(Object.keys(receiver.samples).indexOf(event))}`,
          now: Date.now(),
          url: `/api/webhooks/incoming/${receiver.name}`,
          publicUrl: PUBLIC_URL,
        });
        const isRepeated = async (): Promise<boolean> => isDuplicate(await send(served.origin, request));
        const hasHash = await isHashed(receiver, settings, request);
        equal(await isRepeated(), false, `${event} is new`);
        const isMerged = await isRepeated();
        const isNever = served.log.arrivals.at(-1)?.events.some(({ repeatsWithinMs }) => repeatsWithinMs === 0);
        equal(isMerged, isNever !== true, `${event} at once again`);
        served.log.age(AN_HOUR_MS);
        if (hasHash) equal(await isRepeated(), false, `${event} has no id: an hour later it is another event`);
      }
    } finally {
      await served.close();
    }
  });
}

async function isHashed(
  receiver: ReceiverDefinition,
  settings: SourceSettings,
  request: InboundRequest,
): Promise<boolean> {
  const { events } = await inspectRequest(receiver, { ...settings, publicUrl: PUBLIC_URL }, request, Date.now());
  return events.some(({ id }) => id.startsWith(HASH));
}

async function send(origin: string, { method, url, headers, body }: InboundRequest): Promise<Response> {
  const response = await fetch(origin + url, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
  });
  ok(response.ok, `${String(response.status)} ${await response.text()}`);
  return response;
}

function isDuplicate({ headers }: Response): boolean {
  return headers.get('kanca-duplicate') === 'true';
}
