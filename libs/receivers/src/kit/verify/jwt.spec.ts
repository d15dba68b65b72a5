import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { signJwt } from '@kanca/signing';
import { RemoteDocuments } from '../documents/remote-documents.js';
import { inboundRequest } from '../pipeline/inbound-request.js';
import { jwt } from './jwt.js';
import { inHeader } from './place.js';
import { SignatureError } from '../refusals/signature-error.js';
import type { InboundRequest } from '@kanca/core';
import type { KeySet } from './key-set.js';
import type { Scheme, SchemeContext } from './scheme.js';

const NOW = 1_760_000_000_000;
const SECONDS = NOW / 1_000;
const context: SchemeContext = { now: NOW, options: {}, publicUrl: 'https://hooks.example.com' };
const at = inHeader('authorization', 'Bearer ');
const shared = jwt({
  at,
  algorithms: ['HS256'],
  checks: [({ iss }) => (iss === 'provider' ? null : 'the token was issued by somebody else')],
  claims: () => ({ iss: 'provider' }),
});

async function reasonOf(scheme: Scheme, request: InboundRequest, more: Partial<SchemeContext> = {}): Promise<string> {
  try {
    await scheme.verify(request, ['s3cret'], { ...context, ...more });
    return 'accepted';
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    return error.reason;
  }
}
const bearing = (claims: object, secret = 's3cret'): InboundRequest =>
  inboundRequest({ headers: { authorization: `Bearer ${signJwt({ iss: 'provider', ...claims }, 'HS256', secret)}` } });

describe('jwt', () => {
  it('accepts what it signed, and judges the times that are there', async () => {
    const signed = shared.sign(inboundRequest({}), 's3cret', context);
    expect(await reasonOf(shared, signed)).toBe('accepted');
    expect(await reasonOf(shared, signed, { now: NOW + 3_600_000 })).toBe('timestamp_stale');
    expect(await reasonOf(shared, signed, { now: NOW - 3_600_000 })).toBe('timestamp_stale');
  });

  it.each([
    ['accepted', bearing({})],
    ['accepted', bearing({ exp: SECONDS - 30 })],
    ['timestamp_stale', bearing({ exp: SECONDS - 90 })],
    ['timestamp_stale', bearing({ nbf: SECONDS + 90 })],
    ['claim_mismatch', bearing({ iss: 'somebody' })],
    ['signature_mismatch', bearing({}, 'other')],
    ['signature_malformed', inboundRequest({ headers: { authorization: 'Bearer a.b.c' } })],
    ['header_missing', inboundRequest({ headers: { authorization: 'Basic YTpi' } })],
    ['header_missing', inboundRequest({})],
  ])('says %s', async (reason, request) => {
    expect(await reasonOf(shared, request)).toBe(reason);
  });

  it('reads the provider’s key set, and refuses while it cannot', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const keySet = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }] });
    class Documents extends RemoteDocuments {
      read(): Promise<Buffer> {
        return Promise.resolve(Buffer.from(keySet));
      }
    }
    const published = jwt({ at, algorithms: ['RS256'], keySetUrl: 'https://provider.example.com/keys' });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const token = (kid: string) =>
      inboundRequest({ headers: { authorization: `Bearer ${signJwt({}, 'RS256', key, { kid })}` } });
    expect(await reasonOf(published, token('k1'), { documents: new Documents() })).toBe('accepted');
    expect(await reasonOf(published, token('k2'), { documents: new Documents() })).toBe('signature_mismatch');
    expect(await reasonOf(published, token('k1'))).toBe('document_unavailable');
  });

  it('takes no token that is older than it may be, or does not say how old it is', async () => {
    const young = jwt({ at, algorithms: ['HS256'], maxAgeSeconds: 300 });
    expect(young.toleranceSeconds).toBe(300);
    expect(await reasonOf(young, bearing({ iat: SECONDS - 300 }))).toBe('accepted');
    expect(await reasonOf(young, bearing({ iat: SECONDS - 301 }))).toBe('timestamp_stale');
    expect(await reasonOf(young, bearing({ iat: SECONDS - 301 }), { options: { toleranceSeconds: 400 } })).toBe(
      'accepted',
    );
    expect(await reasonOf(young, bearing({}))).toBe('timestamp_malformed');
    expect(await reasonOf(young, bearing({ iat: String(SECONDS) }))).toBe('timestamp_malformed');
  });

  it('asks for a key by its id where the provider publishes none', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const asked: unknown[] = [];
    const keySet: KeySet = (kid) => {
      asked.push(kid);
      return Promise.resolve({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }] });
    };
    const told = jwt({ at, algorithms: ['ES256'], keySet });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const token = (kid: string) =>
      inboundRequest({ headers: { authorization: `Bearer ${signJwt({}, 'ES256', key, { kid })}` } });
    expect(await reasonOf(told, token('k1'))).toBe('accepted');
    expect(await reasonOf(told, token('k2'))).toBe('signature_mismatch');
    expect(asked).toEqual(['k1', 'k2']);
    expect(told.newKeys()).toBeNull();
  });
});
