import { equal, ok } from 'node:assert/strict';
import { sampleRequest } from '@kanca/receivers';
import { inspectRequest } from '@kanca/receivers/kit';
import { assertExpected, assertRefused } from './assertions.js';
import { Captured } from './captured.js';
import { describeBatches } from './describe-batches.js';
import { describeBounds } from './describe-bounds.js';
import { describeForgery } from './describe-forgery.js';
import { inventedOptions } from './invented-options.js';
import { describeDigits } from './describe-digits.js';
import { describeLongTexts } from './describe-long-texts.js';
import { describeRepetitions } from './describe-repetitions.js';
import { describeShown } from './describe-shown.js';
import { describeUnsigned } from './describe-unsigned.js';
import { mutatedBodies } from './mutated-bodies.js';
import type { ReceiverDefinition, SampleMode } from '@kanca/receivers';
import type { Inspection, SchemeKeys } from '@kanca/receivers/kit';
import type { ReceiverVector } from './receiver-vector.js';
import type { TestRunner } from './test-runner.js';

const HUGE_BYTES = 1_048_576;
const A_MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 0, 15);

/**
 * The contract of every receiver, tried with its vectors: genuine requests are accepted under any of several secrets and read as
 * expected, everything else is refused, and nothing that is said about a refusal holds a secret or a signature.
 * @example
 * import { describe, it } from '@jest/globals';
 * describeReceiver(github, JSON.parse(readFileSync('github.vectors.json', 'utf8')), { describe, it });
 */
export function describeReceiver(
  receiver: ReceiverDefinition,
  vectors: readonly ReceiverVector[],
  runner: TestRunner,
): void {
  const { describe, it } = runner;
  describe(`receiver ${receiver.name}`, () => {
    it('has vectors, and links to the documentation of its provider', () => {
      ok(vectors.length > 0, 'a receiver without vectors is a guess');
      ok(receiver.docs.startsWith('https://'));
    });
    describeSamples(receiver, runner);
    describeForgery(receiver, runner);
    describeRepetitions(receiver, runner);
    describeBounds(receiver, runner);
    describeBatches(receiver, runner);
    describeShown(receiver, runner);
    describeUnsigned(receiver, vectors, runner);
    describeDigits(receiver, runner);
    describeLongTexts(receiver, runner);
    for (const vector of vectors) {
      const captured = new Captured(receiver, vector);
      describe(`vector ${vector.name} (${vector.origin})`, () => {
        describeAcceptance(captured, runner);
        if (captured.isSigned) describeRefusals(receiver, captured, runner);
      });
    }
  });
}

function describeAcceptance(captured: Captured, { it }: TestRunner): void {
  const { vector, settings } = captured;
  it('is accepted and read as expected', async () => {
    assertExpected(vector, await captured.inspect());
  });

  it('is accepted with the secret in any slot', async () => {
    for (const secret of settings.secrets)
      for (const secrets of [
        [secret, 'other-1', 'other-2'],
        ['other-1', secret, 'other-2'],
        ['other-1', 'other-2', secret],
      ])
        assertExpected(vector, await captured.inspect({ secrets }));
  });
}

function describeRefusals(receiver: ReceiverDefinition, captured: Captured, { it }: TestRunner): void {
  const { request, settings, vector } = captured;
  const refuses = async (change: Parameters<Captured['inspect']>[0], reason?: string): Promise<void> => {
    assertRefused(captured, await captured.inspect(change), reason);
  };

  if (receiver.secret !== null && vector.provedBy === undefined)
    it('is refused under a wrong key', () =>
      refuses({ secrets: ['wrong', `${settings.secrets[0] ?? ''}x`] }, 'signature_mismatch'));

  if (receiver.secret !== null)
    it('is refused, for the time being, by a source without a secret', async () => {
      equal((await captured.inspect({ secrets: [] })).code, 'source_not_ready');
    });

  if (receiver.assurance === 'signed-body') {
    it('is refused with any byte of its body changed', async () => {
      for (const body of mutatedBodies(request.body)) await refuses({ request: captured.withBody(body) });
    });

    it('is refused with an empty body, and with a huge one', async () => {
      const huge = Buffer.concat([request.body, Buffer.alloc(HUGE_BYTES, 0x20)]);
      for (const body of request.body.length === 0 ? [huge] : [Buffer.alloc(0), huge])
        await refuses({ request: captured.withBody(body) });
    });
  }

  for (const header of captured.scheme.headers.filter((name) => request.headers[name] !== undefined)) {
    it(`is refused without ${header}`, () => refuses({ request: captured.without(header) }, 'header_missing'));
    it(`is refused with ${header} doubled`, () => refuses({ request: captured.withDoubled(header) }, 'header_doubled'));
    it(`is refused with ${header} empty or made up`, async () => {
      const backwards = [...(request.headers[header] ?? '')].reverse().join('');
      for (const value of ['', 'x', backwards])
        await refuses({ request: { ...request, headers: { ...request.headers, [header]: value } } });
    });
  }

  const { toleranceSeconds } = captured.scheme;
  if (toleranceSeconds === null) return;
  it('is refused when it is stale, and when it comes from the future', async () => {
    const tooFar = 1_000 * Math.max(toleranceSeconds, Number(settings.options['toleranceSeconds'] ?? 0)) + A_MINUTE_MS;
    const askedBefore = captured.asked;
    await refuses({ nowMs: vector.nowMs + tooFar }, 'timestamp_stale');
    await refuses({ nowMs: vector.nowMs - tooFar }, 'timestamp_stale');
    // What costs nothing is judged first: a stranger could make the hub ask until it asks no more.
    equal(captured.asked, askedBefore, 'the provider was asked about a request that is refused for its time anyway');
  });
}

function describeSamples(receiver: ReceiverDefinition, { it }: TestRunner): void {
  const keys = receiver.verify.newKeys();
  // Nobody but the provider can sign: its vectors have to do.
  if (keys === null) return;
  const wrongForms: readonly SampleMode[] =
    receiver.assurance === 'signed-body' ? ['wrong-key', 'missing', 'tampered'] : ['wrong-key', 'missing'];
  for (const event of Object.keys(receiver.samples)) {
    it(`verifies its own sample ${event}, and refuses it in every wrong form`, async () => {
      const inspection = await inspectSample(receiver, keys, event, 'valid');
      equal(inspection.diagnosis, null);
      equal(inspection.events[0]?.type, `${receiver.name}.${event}`);
      const again = await inspectSample(receiver, keys, event, 'valid', 'delivery-2');
      if (receiver.repetitionsOf({}) !== 'never')
        ok(again.events[0]?.id !== inspection.events[0].id, 'freshen has to make each sample a delivery of its own');
      for (const mode of wrongForms)
        equal((await inspectSample(receiver, keys, event, mode)).code, 'signature_invalid', mode);
      if (receiver.verify.toleranceSeconds !== null)
        equal((await inspectSample(receiver, keys, event, 'stale')).reason, 'timestamp_stale');
    });
  }
}

function inspectSample(
  receiver: ReceiverDefinition,
  { secret, signingKey }: SchemeKeys,
  event: string,
  mode: SampleMode,
  id = 'delivery-1',
): Promise<Inspection> {
  const where = { url: `/api/webhooks/incoming/${receiver.name}`, publicUrl: 'http://localhost:3000' };
  const options = inventedOptions(receiver);
  const request = sampleRequest(receiver, { event, mode, secret: signingKey, options, id, now: NOW, ...where });
  return inspectRequest(receiver, { secrets: [secret], options }, request, NOW);
}
