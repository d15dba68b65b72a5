import { equal, ok } from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { inboundRequest, inspectRequest } from '@kanca/receivers/kit';
import { inventedOptions } from './invented-options.js';
import type { ReceiverDefinition } from '@kanca/receivers';
import type { TestRunner } from './test-runner.js';

const NOW = Date.UTC(2026, 0, 15);
const HUGE_BYTES = 26_214_400;
/** A machine that does other things as well is slow now and then; an unbounded reader takes several times as long. */
const FLOOR_MS = 1_500;

/** Bodies that cost a reader far more than a hash: as large as a hub takes them unless it is told otherwise. */
const HUGE: readonly (readonly [string, string, () => Buffer])[] = [
  ['lists', 'application/json', () => filled('[', '[],', ']')],
  ['names', 'application/json', () => filled('{', '"\\u0061":{},', '"z":0}')],
  ['fields', 'application/x-www-form-urlencoded', () => filled('a=1', '&%61=%62', '')],
  ['elements', 'text/xml', () => filled('<a>', '<a/>', '</a>')],
];

/** A stranger's huge request is refused at about the cost of its hash, also where the receiver reads the body before it verifies. */
export function describeBounds(receiver: ReceiverDefinition, { it }: TestRunner): void {
  // Where nothing is proved by the body or a header, there is nothing to refuse.
  if (receiver.secret === null && receiver.verify.headers.length === 0 && receiver.assurance === 'none') return;
  it('refuses a huge body of small values in about the time of some hashes', async () => {
    const { secret } = receiver.verify.newKeys() ?? { secret: 'a-secret-that-nobody-knows' };
    const settings = { secrets: [secret], options: inventedOptions(receiver) };
    const madeUp = Object.fromEntries(receiver.verify.headers.map((name) => [name, 'x']));
    for (const [values, type, make] of HUGE) {
      const body = make();
      const boundMs = Math.max(FLOOR_MS, 10 * hashingMs(body));
      for (const proof of [{}, madeUp]) {
        const request = inboundRequest({
          method: receiver.methods.find((method) => method !== 'GET' && method !== 'HEAD') ?? 'POST',
          headers: { ...proof, 'content-type': type },
          // A buffer of its own, because the result of one buffer is remembered.
          body: Buffer.from(body.buffer, body.byteOffset, body.length),
        });
        const startedAt = performance.now();
        const { code } = await inspectRequest(receiver, settings, request, NOW);
        const tookMs = performance.now() - startedAt;
        equal(code, 'signature_invalid');
        ok(tookMs < boundMs, `refusing ${values} took ${tookMs.toFixed()} ms, and ${boundMs.toFixed()} ms are allowed`);
      }
    }
  });
}

const made = new Map<string, Buffer>();

/** Made once: every receiver gets the same bytes. */
function filled(start: string, piece: string, end: string): Buffer {
  const known = made.get(piece);
  if (known !== undefined) return known;
  const count = Math.floor((HUGE_BYTES - start.length - end.length) / piece.length);
  const body = Buffer.concat([Buffer.from(start), Buffer.alloc(count * piece.length, piece), Buffer.from(end)]);
  made.set(piece, body);
  return body;
}

function hashingMs(body: Buffer): number {
  const startedAt = performance.now();
  createHmac('sha256', 'key').update(body).digest();
  return performance.now() - startedAt;
}
