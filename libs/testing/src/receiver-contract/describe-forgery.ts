import { equal, ok, throws } from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { sampleRequest } from '@kanca/receivers';
import { inboundRequest, inspectRequest, SignatureError } from '@kanca/receivers/kit';
import { inventedOptions } from './invented-options.js';
import type { InboundRequest } from '@kanca/core';
import type { ReceiverDefinition } from '@kanca/receivers';
import type { TestRunner } from './test-runner.js';

const NOW = Date.UTC(2026, 0, 15);
const PUBLIC_URL = 'http://localhost:3000';
const COMPRESSIONS: readonly (readonly [string, (plain: Buffer) => Buffer])[] = [
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
];
const ENCODINGS = [undefined, 'identity', 'gzip', 'deflate', 'br'] as const;
const MEDIA_TYPES = ['application/json', 'application/x-www-form-urlencoded', 'text/xml', 'text/plain', ''] as const;
/** Challenges as providers send them, and texts that are nearly one. */
const CHALLENGES = [
  'challenge_string',
  'NGIwN2YyNjktNjNjZS00N2M0LWFiOWMtY2QwMmE5ZTQ2YzY3',
  '3e2f1a52-8a4b-4a5e-9b3c-0d1e2f3a4b5c',
  '1e2f3a4b5c6d7e8f9a0b',
  'payload=1',
  '1',
  '1234567890123456',
  '12345678901234567890123e10',
  '[1]',
  'null',
  'true',
];
const SIGNATURE = /[A-Za-z0-9+/_-]{20,}={0,2}/g;

/** Headers that name other headers. */
const UNFIXED_HEADERS = ['x-contentful-signed-headers', 'x-hook0-signature', 'signature-input'];

/** A stranger makes no event: neither by a header that nobody signs, nor with the text that a handshake signs for everybody. */
export function describeForgery(receiver: ReceiverDefinition, { it }: TestRunner): void {
  const keys = receiver.verify.newKeys();
  if (keys !== null)
    it('reads no body inflated that its sender is not known to compress, though it is signed', async () => {
      const options = inventedOptions(receiver);
      const { secret, signingKey } = keys;
      const plain = sampleRequest(receiver, {
        mode: 'missing',
        secret: signingKey,
        options,
        id: 'delivery-1',
        now: NOW,
        url: '/',
        publicUrl: PUBLIC_URL,
      });
      for (const [encoding, compress] of COMPRESSIONS) {
        const packed = inboundRequest({
          ...plain,
          headers: { ...plain.headers, 'content-encoding': encoding },
          body: compress(plain.body),
        });
        const request = signed(receiver, packed, signingKey);
        if (request === null) continue;
        const inspection = await inspectRequest(receiver, { secrets: [secret], options }, request, NOW);
        ok(['unsupported_media_type', 'signature_invalid', 'body_too_large'].includes(inspection.code ?? ''));
        equal(inspection.events.length, 0);
      }
    });

  it('takes no secret that gives an empty key, which everybody knows', () => {
    for (const { prefix = '', before = '' } of keyFormsIn(receiver.verify))
      for (const secret of [prefix, before + prefix, `${prefix}====`, `${prefix} `])
        if (secret !== '' && receiver.verify.problemOfSecret(secret, inventedOptions(receiver)) === null)
          for (const form of ['base64', 'hex'] as const)
            for (const prefixOfProof of ['', 'sha256=', 'v1,']) {
              const proof = prefixOfProof + createHmac('sha256', '').update('{}').digest(form);
              const headers = Object.fromEntries(receiver.verify.headers.map((name) => [name, proof]));
              const context = { now: NOW, options: inventedOptions(receiver), publicUrl: PUBLIC_URL };
              throws(
                () => receiver.verify.verify(inboundRequest({ headers, body: '{}' }), [secret], context),
                SignatureError,
              );
            }
  });

  it('looks for no header among what every object inherits', async () => {
    const { secret } = keys ?? { secret: 'a-secret-that-nobody-knows' };
    const settings = { secrets: [secret], options: inventedOptions(receiver), publicUrl: PUBLIC_URL };
    for (const name of ['__proto__', 'constructor', 'toString'])
      for (const value of [name, `v1=00,t=1,h=${name}`, receiver.verify.headers.concat(name).join(',')]) {
        const headers = Object.fromEntries(
          [...receiver.verify.headers, ...UNFIXED_HEADERS].map((header) => [header, value]),
        );
        // A fault would be thrown here, and answered with 500 by the hub.
        await inspectRequest(receiver, settings, inboundRequest({ headers, body: '{}' }), NOW);
      }
  });

  for (const handshake of receiver.unsignedHandshakes) {
    const { secrets: use } = handshake;
    if (typeof use !== 'object') continue;
    it(`makes no event of anything that its handshake ${handshake.name} signs for a stranger`, async () => {
      const { secret } = keys ?? { secret: 'a-secret-that-nobody-knows' };
      const values = [...CHALLENGES, ...writingsOfSamples(receiver)];
      const answered = await Promise.all(
        values.map((value) => forge(receiver, (text) => inboundRequest(use.asks(text)), secret, value)),
      );
      ok(answered.includes(true), 'the handshake answers no challenge of this suite: add one of its form');
    });
  }
}

/** Gets a value signed, and sends it as an event in every way there is. True when the handshake signed it. */
async function forge(
  receiver: ReceiverDefinition,
  asks: (value: string) => InboundRequest,
  secret: string,
  value: string,
): Promise<boolean> {
  const settings = { secrets: [secret], options: inventedOptions(receiver), publicUrl: PUBLIC_URL };
  const { handshake } = await inspectRequest(receiver, settings, asks(value), NOW);
  if (handshake === null) return false;
  for (const body of new Set([value, handshake.body, decodedFrom(value)]))
    for (const request of forgeries(receiver, Buffer.from(body, 'latin1'), handshake.body)) {
      const inspection = await inspectRequest(receiver, settings, request, NOW);
      equal(
        inspection.ok && inspection.handshake === null,
        false,
        `${JSON.stringify(value)} was signed for a stranger and accepted`,
      );
      equal(inspection.events.length, 0, `${JSON.stringify(value)} was signed for a stranger and read as an event`);
    }
  return true;
}

function* forgeries(receiver: ReceiverDefinition, body: Buffer, answer: string): Generator<InboundRequest> {
  for (const found of answer.match(SIGNATURE) ?? [])
    for (const signature of [found, ...rewritten(found)])
      for (const prefix of ['', 'sha256=', 'sha1=', 'v1=', 't=1,v1='])
        for (const encoding of ENCODINGS)
          for (const mediaType of MEDIA_TYPES) {
            const proof = Object.fromEntries(receiver.verify.headers.map((name) => [name, prefix + signature]));
            yield inboundRequest({
              method: receiver.methods.find((method) => method !== 'GET') ?? 'POST',
              headers: {
                ...proof,
                ...(mediaType === '' ? {} : { 'content-type': mediaType }),
                ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
              },
              body,
            });
          }
}

function rewritten(signature: string): readonly string[] {
  const bytes = /^(?:[0-9a-f]{2})+$/i.test(signature)
    ? Buffer.from(signature, 'hex')
    : Buffer.from(signature, 'base64');
  return [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')];
}

function decodedFrom(value: string): string {
  return Buffer.from(value, 'base64').toString('latin1');
}

/** The samples as they are, and in every writing that could pass through an alphabet. */
function writingsOfSamples(receiver: ReceiverDefinition): readonly string[] {
  return Object.values(receiver.samples).flatMap(({ body }) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const packed = COMPRESSIONS.flatMap(([, compress]) => {
      const bytes = compress(Buffer.from(text));
      return [bytes.toString('latin1'), bytes.toString('base64'), bytes.toString('base64url')];
    });
    const bytes = Buffer.from(text);
    return [text, bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex'), ...packed];
  });
}

function signed(receiver: ReceiverDefinition, request: InboundRequest, signingKey: string): InboundRequest | null {
  const context = { now: NOW, options: inventedOptions(receiver), publicUrl: PUBLIC_URL };
  try {
    return receiver.verify.sign(request, signingKey, context);
  } catch {
    // A scheme that reads the body finds nothing to sign in a packed one.
    return null;
  }
}

interface KeyForm {
  readonly prefix?: string;
  readonly before?: string;
}

/** The forms of keys that a scheme is printed with, at any depth. */
function keyFormsIn(value: unknown): readonly KeyForm[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(keyFormsIn);
  const { key } = value as { readonly key?: unknown };
  return typeof key === 'object' && key !== null && 'encoding' in key ? [key as KeyForm, ...inner] : inner;
}
