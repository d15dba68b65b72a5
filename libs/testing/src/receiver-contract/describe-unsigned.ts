import { deepEqual, ok } from 'node:assert/strict';
import { sampleRequest } from '@kanca/receivers';
import { inspectRequest } from '@kanca/receivers/kit';
import { Captured } from './captured.js';
import { inventedOptions } from './invented-options.js';
import type { InboundRequest } from '@kanca/core';
import type { ReceiverDefinition } from '@kanca/receivers';
import type { Inspection, ReadEvent } from '@kanca/receivers/kit';
import type { ReceiverVector } from './receiver-vector.js';
import type { TestRunner } from './test-runner.js';

const NOW = Date.UTC(2026, 0, 15);
const WHERE = { url: '/', publicUrl: 'http://localhost:3000' };
const OTHER = 'changed-by-a-stranger';

type Inspect = (receiver: ReceiverDefinition, request: InboundRequest) => Promise<Inspection>;

/**
 * What a stranger can change of a genuine request without the secret. A receiver whose provider signs the body says whether the id or
 * the type of an event stands outside of it, so that nobody takes them for proven.
 */
export function describeUnsigned(
  receiver: ReceiverDefinition,
  vectors: readonly ReceiverVector[],
  { it }: TestRunner,
): void {
  if (!receiver.assurance.startsWith('signed-')) return;
  describeUnsignedSamples(receiver, { it });
  it('says of each vector whether the id or the type can be changed without the secret, by the options that it needs', async () => {
    for (const vector of vectors) {
      const captured = new Captured(receiver, vector);
      if (!captured.isSigned) continue;
      const inspect: Inspect = (watched, request) => new Captured(watched, vector).inspect({ request });
      const found = await changeable(receiver, captured.request, inspect);
      const told = receiver.unsignedOf(captured.settings.options);
      const untold = [...found].filter((attribute) => !told.includes(attribute));
      deepEqual(untold, [], vector.name);
    }
  });
}

function describeUnsignedSamples(receiver: ReceiverDefinition, { it }: Pick<TestRunner, 'it'>): void {
  const keys = receiver.verify.newKeys();
  if (keys === null) return;
  it('says whether the id or the type of an event can be changed without the secret', async () => {
    const options = inventedOptions(receiver);
    const settings = { secrets: [keys.secret], options };
    const found = new Set<'id' | 'type'>();
    for (const [event, { body }] of Object.entries(receiver.samples))
      for (const reduced of [body, ...withoutEachField(body)]) {
        const sample = { event, secret: keys.signingKey, options, id: 'delivery-1', now: NOW, body: reduced, ...WHERE };
        const request = signedSample(receiver, sample);
        if (request === null) continue;
        const inspect: Inspect = (watched, changed) => inspectRequest(watched, settings, changed, NOW);
        for (const attribute of await changeable(receiver, request, inspect)) found.add(attribute);
      }
    deepEqual([...found].sort(), [...receiver.unsignedOf(options)].sort());
  });
}

/** Null where a sample without one of its fields cannot be made. */
function signedSample(
  receiver: ReceiverDefinition,
  sample: Parameters<typeof sampleRequest>[1],
): InboundRequest | null {
  try {
    return sampleRequest(receiver, sample);
  } catch {
    return null;
  }
}

/** A provider may leave out a field: then a receiver must not take what it says from where nobody signs it. */
function withoutEachField(body: unknown): readonly object[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  const fields = Object.entries(body);
  return fields.map((left) => Object.fromEntries(fields.filter((field) => field !== left)));
}

async function changeable(
  receiver: ReceiverDefinition,
  request: InboundRequest,
  inspect: Inspect,
): Promise<ReadonlySet<'id' | 'type'>> {
  const found = new Set<'id' | 'type'>();
  const names = new Set<string>();
  const genuine = await firstEvent(receiver, request, inspect, names);
  if (genuine === undefined) return found;
  for (const changed of changesOf(receiver, request, names)) {
    const forged = await firstEvent(receiver, changed, inspect, names);
    if (forged === undefined) continue;
    if (forged.id !== genuine.id) found.add('id');
    if (forged.type === genuine.type) continue;
    found.add('type');
    // Who sends a captured request first under a false name must not keep the genuine one out.
    ok(forged.read?.knownBy !== 'bytes' || forged.read.isMisnamed, `${forged.type} has the place of ${genuine.type}`);
  }
  return found;
}

interface FirstEvent {
  readonly id: string;
  readonly type: string;
  readonly read: ReadEvent | undefined;
}

/** @param names gets those of the headers that were looked at */
async function firstEvent(
  receiver: ReceiverDefinition,
  request: InboundRequest,
  inspect: Inspect,
  names: Set<string>,
): Promise<FirstEvent | undefined> {
  let read: ReadEvent | undefined;
  const watched: ReceiverDefinition = {
    ...receiver,
    read: (kept, payload, options) => {
      const events = receiver.read({ ...kept, headers: watching(kept.headers, names) }, payload, options);
      const all = Symbol.iterator in events ? [...events] : [events];
      [read] = all;
      return all;
    },
  };
  const [event] = (await inspect(watched, request)).events;
  return event && { id: event.id, type: event.type, read };
}

/** The request with another method, and with another value of each header that `read` looks at, whether it was there or not. */
function changesOf(
  receiver: ReceiverDefinition,
  request: InboundRequest,
  names: ReadonlySet<string>,
): readonly InboundRequest[] {
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
