import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inboundRequest } from '../pipeline/inbound-request.js';
import { hmac } from './hmac.js';
import { keyValueList } from './key-value-list.js';
import { at as standingAt, body, concat, header, signatureField } from './parts.js';
import { inJson } from './place.js';
import { SignatureError } from '../refusals/signature-error.js';
import type { InboundRequest } from '@kanca/core';
import type { HmacOptions } from './hmac.js';
import type { Scheme, SchemeContext } from './scheme.js';

const NOW = 1_760_000_000_000;
const context: SchemeContext = { now: NOW, options: {}, publicUrl: 'https://hooks.example.com' };
const at = (now: number, options = {}): SchemeContext => ({ ...context, now, options });

const plain = hmac({ algorithm: 'sha256', header: 'X-Signature', prefix: 'sha256=' });
const timed = hmac({
  algorithm: 'sha256',
  header: 'x-signature',
  format: keyValueList({ signature: 'v1', fields: ['t'] }),
  signed: concat(signatureField('t'), '.', body),
  timestamp: { from: signatureField('t'), unit: 'seconds', toleranceSeconds: 300 },
});
const headed = hmac({
  algorithm: 'sha512',
  encoding: 'base64',
  header: 'x-signature',
  signed: concat('v0:', header('x-time'), ':', header('x-id'), body),
  timestamp: { from: header('x-time'), unit: 'milliseconds', toleranceSeconds: 60 },
});

function reasonOf(scheme: Scheme, request: InboundRequest, secrets: readonly string[], when = context): string {
  try {
    void scheme.verify(request, secrets, when);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    return error.reason;
  }
}

function withHeaders(request: InboundRequest, headers: Record<string, string>): InboundRequest {
  return { ...request, headers: { ...request.headers, ...headers } };
}

describe('hmac', () => {
  const schemes = fc.constantFrom(plain, timed, headed);
  const secrets = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
  const bodies = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  const requestOf = (bytes: Buffer) => inboundRequest({ headers: { 'x-id': 'd-1' }, body: bytes });

  it('accepts what it signed with any of the active secrets', () => {
    fc.assert(
      fc.property(schemes, secrets, fc.nat(), bodies, (scheme, active, which, bytes) => {
        const signed = scheme.sign(requestOf(bytes), active[which % active.length] ?? '', context);
        expect(reasonOf(scheme, signed, active)).toBe('accepted');
      }),
    );
  });

  it('refuses a body with any bit changed', () => {
    fc.assert(
      fc.property(schemes, bodies, fc.nat(), fc.nat({ max: 7 }), (scheme, bytes, place, bit) => {
        fc.pre(bytes.length > 0);
        const signed = scheme.sign(requestOf(bytes), 'secret', context);
        const changed = Buffer.from(bytes);
        changed[place % bytes.length] = (changed[place % bytes.length] ?? 0) ^ (1 << bit);
        expect(reasonOf(scheme, { ...signed, body: changed }, ['secret'])).toBe('signature_mismatch');
      }),
    );
  });

  it('refuses another secret', () => {
    fc.assert(
      fc.property(schemes, fc.string(), bodies, (scheme, other, bytes) => {
        fc.pre(other !== 'secret');
        const signed = scheme.sign(requestOf(bytes), 'secret', context);
        expect(reasonOf(scheme, signed, [other])).toBe('signature_mismatch');
      }),
    );
  });

  it('takes the time from where it is signed, and refuses it in both directions once it is too far', () => {
    for (const [scheme, seconds] of [
      [timed, 300],
      [headed, 60],
    ] as const) {
      const signed = scheme.sign(requestOf(Buffer.from('x')), 'secret', context);
      for (const sign of [1, -1]) {
        expect(reasonOf(scheme, signed, ['secret'], at(NOW + sign * seconds * 1_000))).toBe('accepted');
        expect(reasonOf(scheme, signed, ['secret'], at(NOW + sign * (seconds + 1) * 1_000))).toBe('timestamp_stale');
      }
    }
  });

  it('takes the time out of a body of any size, but only once that body was shown to be genuine', () => {
    const inBody = hmac({
      algorithm: 'sha256',
      header: 'x-signature',
      timestamp: { from: standingAt(inJson('time')), unit: 'milliseconds', toleranceSeconds: 60 },
    });
    const bytes = Buffer.from(JSON.stringify({ filler: 'x'.repeat(1_000_000), time: NOW }));
    const key = hmac({ algorithm: 'sha256', header: 'x-signature' });
    const signed = key.sign(inboundRequest({ body: bytes }), 'secret', context);
    expect(reasonOf(inBody, signed, ['secret'])).toBe('accepted');
    expect(reasonOf(inBody, signed, ['secret'], at(NOW + 61_000))).toBe('timestamp_stale');
    expect(reasonOf(inBody, signed, ['other'])).toBe('signature_mismatch');
  });

  it('lets the source choose its tolerance', () => {
    const signed = timed.sign(requestOf(Buffer.from('x')), 'secret', context);
    expect(reasonOf(timed, signed, ['secret'], at(NOW + 3_600_000, { toleranceSeconds: 4_000 }))).toBe('accepted');
    expect(reasonOf(timed, signed, ['secret'], at(NOW + 20_000, { toleranceSeconds: 10 }))).toBe('timestamp_stale');
  });

  it('accepts any of several signatures and passes over versions that it does not know', () => {
    const signed = timed.sign(requestOf(Buffer.from('x')), 'secret', context);
    const other = timed.sign(requestOf(Buffer.from('x')), 'rolled', context);
    const [time, good = ''] = (signed.headers['x-signature'] ?? '').split(',');
    const [, bad = ''] = (other.headers['x-signature'] ?? '').split(',');
    const present = (...entries: (string | undefined)[]) => withHeaders(signed, { 'x-signature': entries.join(',') });
    expect(reasonOf(timed, present(time, bad, good), ['secret'])).toBe('accepted');
    expect(reasonOf(timed, present(time, good, 'v1=zz', bad), ['secret'])).toBe('accepted');
    expect(reasonOf(timed, present(good, time), ['secret'])).toBe('accepted');
    expect(reasonOf(timed, present(time, good.replace('v1', 'v0')), ['secret'])).toBe('signature_malformed');
    expect(reasonOf(timed, present(time, time, good), ['secret'])).toBe('signature_malformed');
    expect(reasonOf(timed, present(good), ['secret'])).toBe('signature_malformed');
  });

  it.each([
    ['header_missing', (request: InboundRequest) => ({ ...request, headers: {} })],
    ['header_doubled', (request: InboundRequest) => ({ ...request, doubledHeaders: new Set(['x-signature']) })],
    ['signature_malformed', (request: InboundRequest) => withHeaders(request, { 'x-signature': 'sha256=' })],
    ['signature_malformed', (request: InboundRequest) => withHeaders(request, { 'x-signature': 'sha1=00' })],
    ['signature_malformed', (request: InboundRequest) => withHeaders(request, { 'x-signature': 'sha256=xyz' })],
    ['signature_mismatch', (request: InboundRequest) => withHeaders(request, { 'x-signature': 'sha256=00' })],
  ])('says %s to the operator', (reason, change) => {
    const signed = plain.sign(requestOf(Buffer.from('x')), 'secret', context);
    expect(reasonOf(plain, change(signed), ['secret'])).toBe(reason);
  });

  it('needs every header that is signed', () => {
    const signed = headed.sign(requestOf(Buffer.from('x')), 'secret', context);
    expect(headed.headers).toEqual(['x-signature', 'x-time', 'x-id']);
    const { 'x-id': _id, ...headers } = signed.headers;
    expect(reasonOf(headed, { ...signed, headers }, ['secret'])).toBe('header_missing');
  });

  it('refuses a signed time that is none', () => {
    const scheme = hmac({
      algorithm: 'sha256',
      header: 'x-signature',
      signed: concat(header('x-time'), body),
      timestamp: { from: header('x-time'), unit: 'seconds', toleranceSeconds: 60 },
    });
    // Signed as it stands, by a provider that writes milliseconds where it says seconds.
    const untimed = hmac({ algorithm: 'sha256', header: 'x-signature', signed: concat(header('x-time'), body) });
    for (const time of ['1e9', ' 1', '-1', '', '0x1', '99999999999999'])
      expect(reasonOf(scheme, untimed.sign(inboundRequest({ headers: { 'x-time': time } }), 's', context), ['s'])).toBe(
        'timestamp_malformed',
      );
  });

  it('tells the caller the same sentence for every fault', () => {
    const signed = timed.sign(requestOf(Buffer.from('x')), 'secret', context);
    const messages = [
      [{ ...signed, headers: {} }, ['secret']],
      [signed, ['wrong']],
      [{ ...signed, body: Buffer.from('y') }, ['secret']],
    ].map(([request, keys]) => {
      try {
        void timed.verify(request as InboundRequest, keys as string[], context);
        return 'accepted';
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
    });
    expect(new Set(messages).size).toBe(1);
    expect(messages[0]).not.toBe('accepted');
  });

  it('signs the bytes of a header that is not ASCII as they came', () => {
    const scheme = hmac({ algorithm: 'sha256', header: 'x-signature', signed: header('x-name') });
    const latin = inboundRequest({ headers: { 'x-name': 'é' } });
    const byHand = hmac({ algorithm: 'sha256', header: 'x-signature' });
    expect(scheme.sign(latin, 's', context).headers['x-signature']).toBe(
      byHand.sign(inboundRequest({ body: Buffer.from([0xe9]) }), 's', context).headers['x-signature'],
    );
  });

  it('can be printed, since it is a value', () => {
    expect(JSON.parse(JSON.stringify(timed))).toMatchObject({
      kind: 'hmac',
      algorithm: 'sha256',
      header: 'x-signature',
      format: { kind: 'key_value_list', signature: 'v1', fields: ['t'] },
      signed: { kind: 'concat', parts: [{ kind: 'signature_field', name: 't' }, { text: '.' }, { kind: 'body' }] },
      timestamp: { unit: 'seconds', toleranceSeconds: 300 },
    });
  });

  it.each<[string, Partial<HmacOptions>]>([
    ['the header', { header: '' }],
    ['a prefix or a format', { prefix: 'v1=', format: keyValueList({ signature: 'v1' }) }],
  ])('throws where it is composed wrongly: %s', (message, wrong) => {
    expect(() => hmac({ algorithm: 'sha256', header: 'x-signature', ...wrong })).toThrow(message);
  });
});

describe('a flood of signatures', () => {
  it('is refused by its number, before any of them is tried', () => {
    const many = keyValueList({ signature: 'v1' });
    const scheme = hmac({ algorithm: 'sha256', header: 'x-signature', format: many });
    const request = inboundRequest({
      headers: { 'x-signature': Array.from({ length: 2_000 }, () => 'v1=00').join(',') },
      body: Buffer.alloc(5_000_000),
    });
    expect(reasonOf(scheme, request, ['secret'])).toBe('signature_malformed');
  });

  it('asks for a time that is signed, in a unit that is known', () => {
    const from = header('x-time');
    const timed = (signed: HmacOptions['signed'], unit = 'seconds', toleranceSeconds = 300) =>
      hmac({
        algorithm: 'sha256',
        header: 'x-signature',
        ...(signed === undefined ? {} : { signed }),
        timestamp: { from, unit: unit as 'seconds', toleranceSeconds },
      });
    expect(() => timed(undefined)).toThrow('would protect nothing');
    expect(() => timed(concat(header('x-other'), body))).toThrow('would protect nothing');
    expect(() => timed(concat(from, body), 'second')).toThrow('unit');
    expect(() => timed(concat(from, body), 'seconds', Number.NaN)).toThrow('toleranceSeconds');
    expect(() => timed(concat(from, '.', body))).not.toThrow();
  });
});
