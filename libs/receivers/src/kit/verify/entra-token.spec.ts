import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { signJwt } from '@kanca/signing';
import { RemoteDocuments } from '../documents/remote-documents.js';
import { inboundRequest } from '../pipeline/inbound-request.js';
import { entraToken, problemsOfEntra } from './entra-token.js';
import { oneOf } from './one-of.js';
import { inQuery } from './place.js';
import { SignatureError } from '../refusals/signature-error.js';
import { token } from './token.js';
import type { SourceOptions } from './scheme.js';

const NOW = 1_760_000_000_000;
const TENANT = '11111111-2222-3333-4444-555555555555';
const SERVICE = '461e8683-0000-4561-ac7f-899cc907d62a';
const AUDIENCE = 'api://kanca';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const asked: string[] = [];

class TenantKeys extends RemoteDocuments {
  read(url: string): Promise<Buffer> {
    asked.push(url);
    return Promise.resolve(
      Buffer.from(JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }] })),
    );
  }
}

const claims = {
  iss: `https://sts.windows.net/${TENANT}/`,
  aud: AUDIENCE,
  appid: SERVICE,
  exp: NOW / 1_000 + 300,
};
const scheme = oneOf(token(inQuery('code')), entraToken(SERVICE));
const set: SourceOptions = { tenantId: TENANT, audience: AUDIENCE };

async function verdictOn(given: object, options: SourceOptions = set, url = '/x'): Promise<string> {
  const headers = { authorization: `Bearer ${signJwt({ ...claims, ...given }, 'RS256', key, { kid: 'k1' })}` };
  const context = { now: NOW, options, publicUrl: 'https://hub.example.com', documents: new TenantKeys() };
  try {
    await scheme.verify(inboundRequest({ url, headers }), ['s3cret'], context);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    return error.reason;
  }
}

describe('a token of Entra ID', () => {
  it('is taken beside the secret when it is of the tenant, for the audience, and of the service that calls', async () => {
    expect(await verdictOn({})).toBe('accepted');
    expect(asked.at(-1)).toBe(`https://login.microsoftonline.com/${TENANT}/discovery/v2.0/keys`);
    const ofVersion2 = { iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, appid: undefined, azp: SERVICE };
    expect(await verdictOn(ofVersion2)).toBe('accepted');
    expect(await verdictOn({}, {}, '/x?code=s3cret')).toBe('accepted');
  });

  it.each<[string, object]>([
    ['of another tenant', { iss: 'https://sts.windows.net/99999999-2222-3333-4444-555555555555/' }],
    ['of a tenant that only begins like it', { iss: `https://sts.windows.net/${TENANT}/../` }],
    ['of nobody', { iss: undefined }],
    ['for another audience', { aud: 'api://other' }],
    ['for several audiences', { aud: [AUDIENCE] }],
    ['without an end', { exp: undefined }],
    ['of another app', { appid: '99999999-2222-3333-4444-555555555555' }],
    ['of a user, and no app', { appid: undefined }],
  ])('is refused when it is one %s', async (_what, given) => {
    expect(await verdictOn(given)).toBe('claim_mismatch');
  });

  it('is refused when it is over', async () => {
    expect(await verdictOn({ exp: NOW / 1_000 - 90 })).toBe('timestamp_stale');
  });

  it('may be of another app, where the source says so', async () => {
    const own = '22222222-2222-3333-4444-555555555555';
    expect(await verdictOn({ appid: own }, { ...set, allowedAppId: own })).toBe('accepted');
    expect(await verdictOn({}, { ...set, allowedAppId: own })).toBe('claim_mismatch');
  });

  it.each<[string, SourceOptions]>([
    ['no tenant', { audience: AUDIENCE }],
    ['no audience', { tenantId: TENANT }],
    ['a tenant that is part of a path', { ...set, tenantId: 'common/../x' }],
  ])('is no proof to a source that names %s, and nothing is fetched', async (_what, options) => {
    const before = asked.length;
    expect(await verdictOn({}, options)).toBe('header_missing');
    expect(asked).toHaveLength(before);
  });

  it('does not make up for a code that is wrong', async () => {
    expect(await verdictOn({}, set, '/x?code=wrong')).toBe('signature_mismatch');
  });

  it('is set up by IDs, and never without its audience', () => {
    const named = (options: SourceOptions) => problemsOfEntra(options).map(({ name }) => name);
    expect(named({})).toEqual([]);
    expect(named(set)).toEqual([]);
    expect(named({ tenantId: TENANT })).toEqual(['audience']);
    expect(named({ audience: AUDIENCE })).toEqual(['tenantId']);
    expect(named({ ...set, tenantId: 'contoso.com', allowedAppId: 'mine' })).toEqual(['tenantId', 'allowedAppId']);
  });
});
