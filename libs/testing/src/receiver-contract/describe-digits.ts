import { equal, ok } from 'node:assert/strict';
import { ExactNumber, writeExactJson } from '@kanca/core';
import { sampleRequest } from '@kanca/receivers';
import { pathsTo, withValue } from './body-paths.js';
import { inventedOptions } from './invented-options.js';
import { serveIngress, type ServedIngress } from './serve-ingress.js';
import type { Arrival } from '@kanca/dispatch';
import type { ReceiverDefinition } from '@kanca/receivers';
import type { Sample, SchemeKeys } from '@kanca/receivers/kit';
import type { TestRunner } from './test-runner.js';

const PUBLIC_URL = 'http://localhost:3000';
/** 2^53 + 1, what JavaScript makes of it, and a number that it can hold. */
const LARGE = '9007199254740993';
const ROUNDED = '9007199254740992';
const PLAIN = '424242424242';

/** An event as it is stored, in texts. */
interface Stored {
  readonly id: string;
  readonly subject: string;
  readonly data: string;
}

/**
 * RFC 8259 sets no bound for numbers, and providers count in 64 bits: wherever a sample has a number, a larger one keeps its digits in
 * the id, the subject and the data of every event.
 */
export function describeDigits(receiver: ReceiverDefinition, { it }: TestRunner): void {
  const keys = receiver.verify.newKeys();
  if (keys === null) return;
  it('keeps all digits of every number, in ids, subjects and members of batches', async () => {
    const sources = [{ provider: receiver.name, secrets: [keys.secret], options: inventedOptions(receiver) }];
    const served = await serveIngress({ receivers: [receiver], sources, publicUrl: PUBLIC_URL });
    try {
      for (const event of Object.keys(receiver.samples)) {
        const sample = freshSample(receiver, event);
        for (const path of pathsTo(sample.body, (value) => typeof value === 'number')) {
          const send = (number: string): Promise<readonly Stored[]> =>
            storedOf(served, receiver, keys, event, {
              ...sample,
              body: writeExactJson(withValue(sample.body, path, new ExactNumber(number))),
            });
          assertKept(`${event}: ${path.join('.')}`, await send(PLAIN), await send(LARGE));
        }
      }
    } finally {
      await served.close();
    }
  });
}

/** That a large number stands wherever a plain one stood. A number that the receiver refuses was not rounded. */
function assertKept(where: string, plain: readonly Stored[], large: readonly Stored[]): void {
  for (const [index, event] of large.entries())
    for (const field of ['id', 'subject', 'data'] as const) {
      ok(!event[field].includes(ROUNDED), `${where} was rounded in ${field}: ${event[field]}`);
      if (plain[index]?.[field].includes(PLAIN) === true)
        ok(event[field].includes(LARGE), `${where} is missing in ${field}: ${event[field]}`);
    }
  if (plain.length > 0 && large.length > 0) equal(large.length, plain.length, where);
}

async function storedOf(
  served: ServedIngress,
  receiver: ReceiverDefinition,
  { signingKey }: SchemeKeys,
  event: string,
  sample: Sample,
): Promise<readonly Stored[]> {
  const asItIs = { ...receiver, samples: { [event]: sample }, freshen: (same: Sample): Sample => same };
  const { method, url, headers, body } = sampleRequest(asItIs, {
    event,
    secret: signingKey,
    options: inventedOptions(receiver),
    id: 'delivery',
    now: Date.now(),
    url: `/api/webhooks/incoming/${receiver.name}`,
    publicUrl: PUBLIC_URL,
  });
  const before = served.log.arrivals.length;
  await (await fetch(served.origin + url, { method, headers, body: new Uint8Array(body) })).text();
  const arrival = served.log.arrivals[before];
  return arrival === undefined ? [] : arrival.events.map((stored) => textsOf(stored, arrival));
}

function textsOf({ dedupKey, subject = '', data }: Arrival['events'][number], { raw }: Arrival): Stored {
  return { id: dedupKey, subject, data: (data === 'raw' ? raw?.body : data)?.toString() ?? '' };
}

function freshSample(receiver: ReceiverDefinition, event: string): Sample {
  const sample = receiver.samples[event];
  if (sample === undefined) throw new Error(`There is no sample ${event}.`);
  return receiver.freshen(sample, { id: 'delivery', now: new Date() });
}
