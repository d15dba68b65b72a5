import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { ERROR_CODES, type InboundRequest } from '@kanca/core';
import { catalogue, inboundRequest, inspectRequest, sampleRequest, type ReceiverDefinition } from '@kanca/receivers';
import fc from 'fast-check';

/** `FUZZ_RUNS=1000000 FUZZ_SEED=42 npm test -- fuzz` for a long one. A failure prints the seed that repeats it. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 4_000);
const SEED = process.env['FUZZ_SEED'];

const NOW = 1_760_000_000_000;
const PUBLIC_URL = 'https://hooks.example.com';
/** Far beyond what a noisy machine does to a request: only work that grows without bound takes as long. */
const MAX_MS = 20_000;

const nasty = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  '',
  '\0',
  '\uFEFF',
  'ü🚀',
  '%',
  '%00',
  'a'.repeat(5_000),
  '-1',
  '1e999',
  'null',
  '[]',
);
const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), nasty);
const headerName = fc.oneof(
  fc.constantFrom(
    'content-type',
    'content-encoding',
    'authorization',
    'x-request-id',
    'webhook-request-origin',
    'host',
  ),
  fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
);
const contentType = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/xml',
  'text/plain',
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
  'image/png',
  ';;;',
);
const anyBody = fc.oneof(
  fc.jsonValue({ maxDepth: 5 }).map((value) => Buffer.from(JSON.stringify(value))),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  anyText.map((text) => Buffer.from(text)),
  fc.dictionary(anyText, anyText).map((fields) => Buffer.from(new URLSearchParams(fields).toString())),
  fc.nat({ max: 3_000 }).map((depth) => Buffer.from('['.repeat(depth) + ']'.repeat(depth))),
  fc.nat({ max: 3_000 }).map((depth) => Buffer.from('<a>'.repeat(depth))),
  anyText.map((text) => Buffer.from(`--x\r\ncontent-disposition: form-data; name="${text}"\r\n\r\n${text}\r\n--x--`)),
  fc.constant(gzipSync(Buffer.alloc(1_000_000))),
);

type Change = (request: InboundRequest) => InboundRequest;

const changes: fc.Arbitrary<Change> = fc.oneof(
  anyBody.map((body): Change => (request) => ({ ...request, body })),
  fc
    .tuple(headerName, fc.oneof(contentType, anyText))
    .map(([name, value]): Change => (request) => ({ ...request, headers: { ...request.headers, [name]: value } })),
  contentType.map((type): Change => (request) => ({
    ...request,
    headers: { ...request.headers, 'content-type': type },
  })),
  fc.nat().map((which): Change => (request) => {
    const names = Object.keys(request.headers);
    const gone = names[which % Math.max(1, names.length)];
    return {
      ...request,
      headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => name !== gone)),
    };
  }),
  headerName.map((name): Change => (request) => ({ ...request, doubledHeaders: new Set([name]) })),
  fc
    .constantFrom('GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'DELETE', 'PATCH', 'TRACE')
    .map((method): Change => (request) => ({ ...request, method })),
  fc.tuple(anyText, anyText).map(([name, value]): Change => (request) => {
    const { url, query } = inboundRequest({ url: `/x?${new URLSearchParams({ [name]: value }).toString()}` });
    return { ...request, url, query };
  }),
  fc.tuple(fc.nat(), fc.nat({ max: 7 })).map(([place, bit]): Change => (request) => {
    const body = Buffer.from(request.body);
    const at = place % Math.max(1, body.length);
    if (body.length > 0) body[at] = (body[at] ?? 0) ^ (1 << bit);
    return { ...request, body };
  }),
);

function settingsOf(receiver: ReceiverDefinition): { secrets: string[]; signingKey: string; options: object } {
  const { secret, signingKey } = receiver.verify.newKeys() ?? { secret: 'invented', signingKey: '' };
  const required = receiver.options.filter((field) => 'isRequired' in field && field.isRequired);
  return {
    secrets: receiver.secret === null ? [] : [secret],
    signingKey,
    options: Object.fromEntries(required.map(({ name }) => [name, `invented-${name}`])),
  };
}

describe('whatever comes', () => {
  const receivers = catalogue.map(({ receiver }) => ({ receiver, settings: settingsOf(receiver) }));

  function genuine(receiver: ReceiverDefinition, signingKey: string, options: object): InboundRequest {
    const url = `/api/webhooks/incoming/${receiver.name}`;
    if (signingKey === '') return inboundRequest({ url, body: '{}' });
    const where = { url, publicUrl: PUBLIC_URL };
    return sampleRequest(receiver, { secret: signingKey, options: { ...options }, id: 'd-1', now: NOW, ...where });
  }

  /** Signed anew after the changes, where that is possible: what a provider that went mad would send. */
  function resigned(
    receiver: ReceiverDefinition,
    request: InboundRequest,
    signingKey: string,
    options: object,
  ): InboundRequest {
    try {
      return receiver.verify.sign(request, signingKey, { now: NOW, options: { ...options }, publicUrl: PUBLIC_URL });
    } catch {
      return request;
    }
  }

  it(
    'is accepted or refused by a rule, in time, and never breaks a receiver',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...receivers),
          fc.array(changes, { maxLength: 4 }),
          fc.boolean(),
          async ({ receiver, settings: { secrets, signingKey, options } }, wanted, isSigned) => {
            const start = genuine(receiver, signingKey, options);
            const changed = wanted.reduce((request, apply) => apply(request), start);
            const request = isSigned ? resigned(receiver, changed, signingKey, options) : changed;
            const began = performance.now();
            const settings = { secrets, options: { ...options }, publicUrl: PUBLIC_URL };
            const { code } = await inspectRequest(receiver, settings, request, NOW);
            expect([receiver.name, performance.now() - began < MAX_MS]).toEqual([receiver.name, true]);
            if (code !== null)
              expect([receiver.name, code, ERROR_CODES[code].status < 500]).toEqual([receiver.name, code, true]);
          },
        ),
        { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
      );
    },
    Math.max(60_000, RUNS * 5),
  );
});
