import { describe, expect, it } from '@jest/globals';
import { hmac, inboundRequest, inspectRequest } from '../kit/index.js';
import { whatsapp } from './whatsapp.receiver.js';

const SECRET = '0123456789abcdef0123456789abcdef';
const settings = { secrets: [SECRET], options: { verifyToken: 'a-verify-token' } };
const sha1 = hmac({ algorithm: 'sha1', header: 'x-hub-signature', prefix: 'sha1=' });
const BODY = '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{}}]}]}';

function ask(query: Readonly<Record<string, string>>, method = 'GET') {
  const url = `/?${new URLSearchParams(query).toString()}`;
  return inspectRequest(whatsapp, settings, inboundRequest({ method, url }), 0);
}

describe('whatsapp', () => {
  const asked = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': 'a-verify-token' };

  it('gives a challenge back to whoever knows the verify token', async () => {
    expect((await ask(asked)).handshake).toEqual({ status: 200, contentType: 'text/plain', body: '1158201444' });
  });

  it.each([
    ['another verify token', { ...asked, 'hub.verify_token': 'b-verify-token' }],
    ['no verify token', { ...asked, 'hub.verify_token': '' }],
    ['a challenge that is none', { ...asked, 'hub.challenge': '<script>' }],
    ['a challenge as long as a letter', { ...asked, 'hub.challenge': 'x'.repeat(257) }],
  ])('refuses %s', async (_name, query) => {
    expect((await ask(query)).handshake).toMatchObject({ status: 403, body: '' });
  });

  it('takes nothing else for a verification request', async () => {
    expect(await ask({ ...asked, 'hub.mode': 'unsubscribe' })).toMatchObject({ code: 'signature_invalid' });
    expect(await ask(asked, 'POST')).toMatchObject({ code: 'signature_invalid' });
  });

  it('takes SHA-1 only where the source allows it, and never beside SHA-256', async () => {
    const allowed = { ...settings, options: { ...settings.options, allowSha1: true } };
    const signedOf = (headers: Readonly<Record<string, string>>) =>
      sha1.sign(inboundRequest({ headers, body: BODY }), SECRET, { now: 0, options: {}, publicUrl: '' });
    const old = signedOf({});
    expect(await inspectRequest(whatsapp, settings, old, 0)).toMatchObject({ reason: 'header_missing' });
    expect((await inspectRequest(whatsapp, allowed, old, 0)).ok).toBe(true);
    const both = signedOf({ 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` });
    expect(await inspectRequest(whatsapp, allowed, both, 0)).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('tells apart the states that one message goes through', () => {
    const stateOf = (status: string) => ({ field: 'messages', value: { statuses: [{ id: 'wamid.1', status }] } });
    const changes = ['sent', 'delivered', 'read'].map(stateOf);
    const events = whatsapp.read(inboundRequest({}), { entry: [{ id: '1', changes }] }, {});
    expect(events).toMatchObject([{ id: 'wamid.1:sent' }, { id: 'wamid.1:delivered' }, { id: 'wamid.1:read' }]);
  });

  it('makes one event of a request without entries', () => {
    expect(whatsapp.read(inboundRequest({}), {}, {})).toMatchObject({ type: undefined });
  });
});
