import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, type Inspection } from '../kit/index.js';
import { lark } from './lark.receiver.js';

interface Vector {
  readonly request: { readonly headers: Record<string, string>; readonly bodyBase64: string };
  readonly config: { readonly encryptKey: string };
  readonly nowMs: number;
}

const vectors = JSON.parse(readFileSync(new URL('lark.vectors.json', import.meta.url), 'utf8')) as Vector[];

function inspect(body: string | Buffer, headers = {}, secrets = ['token']): Promise<Inspection> {
  const request = inboundRequest({ headers: { 'content-type': 'application/json', ...headers }, body });
  return inspectRequest(lark, { secrets, options: {} }, request, vectors[0]?.nowMs ?? 0);
}

describe('lark', () => {
  it('gives a challenge back to a caller that knows the token', async () => {
    const challenge = { type: 'url_verification', challenge: 'abc', token: 'token' };
    expect(await inspect(JSON.stringify(challenge))).toMatchObject({ handshake: { body: '{"challenge":"abc"}' } });
    for (const change of [{ token: 'x' }, { token: undefined }, { challenge: '<b>' }])
      expect((await inspect(JSON.stringify({ ...challenge, ...change }))).handshake).toBeNull();
  });

  it('is bound to the closed body and to its time', async () => {
    const vector = vectors[0];
    if (vector === undefined) throw new Error('there is no vector');
    const { request, config } = vector;
    const body = Buffer.from(request.bodyBase64, 'base64');
    const secrets = ['older', config.encryptKey];
    expect(await inspect(body, request.headers, secrets)).toMatchObject({ ok: true });
    const changed = Buffer.concat([body, Buffer.from(' ')]);
    expect(await inspect(changed, request.headers, secrets)).toMatchObject({ reason: 'signature_mismatch' });
    const late = { ...request.headers, 'x-lark-request-timestamp': '1' };
    expect((await inspect(body, late, secrets)).code).toBe('signature_invalid');
  });
});
