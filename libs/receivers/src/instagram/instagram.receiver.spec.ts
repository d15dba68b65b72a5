import { describe, expect, it } from '@jest/globals';
import { hmac, inboundRequest, inspectRequest } from '../kit/index.js';
import { instagram } from './instagram.receiver.js';

const SECRET = '0123456789abcdef0123456789abcdef';
const settings = { secrets: [SECRET], options: { verifyToken: 'a-verify-token' } };
const sha1 = hmac({ algorithm: 'sha1', header: 'x-hub-signature', prefix: 'sha1=' });
const BODY = '{"object":"instagram","entry":[{"id":"1","time":1,"changes":[{"field":"mentions","value":{}}]}]}';

function ask(query: Readonly<Record<string, string>>, method = 'GET') {
  const url = `/?${new URLSearchParams(query).toString()}`;
  return inspectRequest(instagram, settings, inboundRequest({ method, url }), 0);
}

describe('instagram', () => {
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
    expect(await inspectRequest(instagram, settings, old, 0)).toMatchObject({ reason: 'header_missing' });
    expect((await inspectRequest(instagram, allowed, old, 0)).ok).toBe(true);
    const both = signedOf({ 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` });
    expect(await inspectRequest(instagram, allowed, both, 0)).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('keeps what it does not know, by the name that Meta gives it', () => {
    const item = { sender: { id: 's' }, recipient: { id: 'r' }, timestamp: 1, story_poll: {} };
    const entry = { id: '1', time: 1, messaging: [item, { sender: { id: 's' } }], standby: [item] };
    const events = instagram.read(inboundRequest({}), { object: 'instagram', entry: [entry] }, {});
    expect(events).toMatchObject([{ type: 'story_poll' }, { type: 'messaging' }, { type: 'standby' }]);
  });

  it('gives a message that is taken back an id of its own', () => {
    const messaging = [
      { message: { mid: 'm1' } },
      { message: { mid: 'm1', is_deleted: true } },
      { read: { mid: 'm1' } },
    ];
    const events = instagram.read(inboundRequest({}), { object: 'instagram', entry: [{ id: '1', messaging }] }, {});
    expect(events).toMatchObject([{ id: 'm1' }, { id: 'm1:deleted' }, { id: undefined }]);
  });

  it('makes one event of a request without entries', () => {
    expect(instagram.read(inboundRequest({}), { object: 'instagram' }, {})).toMatchObject({ type: undefined });
  });
});
