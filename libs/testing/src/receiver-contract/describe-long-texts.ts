import { ok } from 'node:assert/strict';
import { KancaError } from '@kanca/core';
import { sampleRequest } from '@kanca/receivers';
import { inspectRequest } from '@kanca/receivers/kit';
import { pathsTo, withValue } from './body-paths.js';
import { inventedOptions } from './invented-options.js';
import type { InboundRequest } from '@kanca/core';
import type { ReceiverDefinition } from '@kanca/receivers';
import type { Sample, SchemeKeys } from '@kanca/receivers/kit';
import type { TestRunner } from './test-runner.js';

const PUBLIC_URL = 'http://localhost:3000';
const NOW = Date.UTC(2026, 0, 15);
const CHARACTERS = 20_000;
/** An expression that begins anew at each character takes 2,000 ms for such a text; all others take less than 10. */
const BOUND_MS = 700;
/** What times, names and lists are made of: an expression is slow for a long run of one of them, or for none. */
const RUNS = ['1', 'a', ' ', 'AB(', '1:', '/'];

/**
 * A provider passes on what its own users write, and its signature is genuine. Wherever a sample has a text or a number, a long one is read in a
 * time that grows with its length, and not with the square of it.
 */
export function describeLongTexts(receiver: ReceiverDefinition, { it }: TestRunner): void {
  const keys = receiver.verify.newKeys();
  if (keys === null) return;
  it('reads a long text in any place in a time that grows with its length only', async () => {
    for (const [event, stale] of Object.entries(receiver.samples)) {
      const sample = receiver.freshen(stale, { id: 'delivery', now: new Date(NOW) });
      for (const path of pathsTo(sample.body, (value) => typeof value === 'string' || typeof value === 'number')) {
        const { took, run } = await slowest(receiver, keys, event, sample, path);
        ok(
          took < BOUND_MS,
          `${event}: ${path.join('.')} of ${String(CHARACTERS)} times "${run}" took ${took.toFixed()} ms`,
        );
      }
    }
  });
}

async function slowest(
  receiver: ReceiverDefinition,
  keys: SchemeKeys,
  event: string,
  sample: Sample,
  path: readonly string[],
): Promise<{ readonly took: number; readonly run: string }> {
  let worst = { took: 0, run: '' };
  for (const run of RUNS) {
    const text = run.repeat(CHARACTERS / run.length);
    const took = await timeToRead(receiver, keys, event, { ...sample, body: withValue(sample.body, path, text) });
    if (took > worst.took) worst = { took, run };
  }
  return worst;
}

/** In milliseconds; 0 for a body that cannot be signed, for none such comes from the provider. */
async function timeToRead(
  receiver: ReceiverDefinition,
  { secret, signingKey }: SchemeKeys,
  event: string,
  sample: Sample,
): Promise<number> {
  const options = inventedOptions(receiver);
  const asItIs = { ...receiver, samples: { [event]: sample }, freshen: (same: Sample): Sample => same };
  const url = `/api/webhooks/incoming/${receiver.name}`;
  const request = signed(() =>
    sampleRequest(asItIs, {
      event,
      secret: signingKey,
      options,
      id: 'delivery',
      now: NOW,
      url,
      publicUrl: PUBLIC_URL,
    }),
  );
  if (request === null) return 0;
  const startedAt = performance.now();
  await inspectRequest(receiver, { secrets: [secret], options, publicUrl: PUBLIC_URL }, request, NOW);
  return performance.now() - startedAt;
}

function signed(make: () => InboundRequest): InboundRequest | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof KancaError && error.code === 'invalid_request') return null;
    throw error;
  }
}
