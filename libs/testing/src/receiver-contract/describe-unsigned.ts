import { deepEqual } from 'node:assert/strict';
import { sampleRequest } from '@kanca/receivers';
import { inspectRequest } from '@kanca/receivers/kit';
import { inventedOptions } from './invented-options.js';
import type { InboundRequest } from '@kanca/core';
import type { InspectedEvent, ReceiverDefinition, SourceSettings } from '@kanca/receivers';
import type { TestRunner } from './test-runner.js';

const NOW = Date.UTC(2026, 0, 15);
const WHERE = { url: '/', publicUrl: 'http://localhost:3000' };
const OTHER = 'changed-by-a-stranger';

/**
 * What a stranger can change of a genuine request without the secret. A receiver whose provider signs the body says whether the id or
 * the type of an event stands outside of it, so that nobody takes them for proven.
 */
export function describeUnsigned(receiver: ReceiverDefinition, { it }: TestRunner): void {
  const keys = receiver.verify.newKeys();
  if (keys === null || !receiver.assurance.startsWith('signed-')) return;
  it('says whether the id or the type of an event can be changed without the secret', async () => {
    const options = inventedOptions(receiver);
    const settings = { secrets: [keys.secret], options };
    const found = new Set<'id' | 'type'>();
    for (const event of Object.keys(receiver.samples)) {
      const sample = { event, secret: keys.signingKey, options, id: 'delivery-1', now: NOW, ...WHERE };
      const request = sampleRequest(receiver, sample);
      const genuine = await firstEvent(receiver, settings, request);
      for (const changed of await changesOf(receiver, settings, request)) {
        const forged = await firstEvent(receiver, settings, changed);
        if (forged === undefined || genuine === undefined) continue;
        if (forged.id !== genuine.id) found.add('id');
        if (forged.type !== genuine.type) found.add('type');
      }
    }
    deepEqual([...found].sort(), [...receiver.unsignedOf(options)].sort());
  });
}

async function firstEvent(
  receiver: ReceiverDefinition,
  settings: SourceSettings,
  request: InboundRequest,
): Promise<InspectedEvent | undefined> {
  return (await inspectRequest(receiver, settings, request, NOW)).events[0];
}

/** The request with another method, and with another value of each header that `read` looks at, whether it was there or not. */
async function changesOf(
  receiver: ReceiverDefinition,
  settings: SourceSettings,
  request: InboundRequest,
): Promise<readonly InboundRequest[]> {
  const names = new Set<string>();
  const watched: ReceiverDefinition = {
    ...receiver,
    read: (kept, payload, options) =>
      receiver.read({ ...kept, headers: watching(kept.headers, names) }, payload, options),
  };
  await firstEvent(watched, settings, request);
  return [
    ...receiver.methods.map((method) => ({ ...request, method })),
    ...[...names].map((name) => ({ ...request, headers: { ...request.headers, [name]: OTHER } })),
  ];
}

function watching(headers: InboundRequest['headers'], names: Set<string>): InboundRequest['headers'] {
  return new Proxy(headers, {
    get(target, name) {
      if (typeof name !== 'string') return undefined;
      names.add(name);
      return target[name];
    },
  });
}
