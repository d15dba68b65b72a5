import { describe, expect, it } from '@jest/globals';
import { defineReceiver } from '../define-receiver.js';
import { inboundRequest } from '../pipeline/inbound-request.js';
import { inspectRequest } from '../pipeline/inspect-request.js';
import { hmac } from '../verify/hmac.js';
import { metaApp } from './meta-app.js';
import { readMetaEntry } from './meta-entries.js';

const SECRET = '0123456789abcdef0123456789abcdef';
const settings = { secrets: [SECRET], options: { verifyToken: 'a-verify-token' } };
const sha1 = hmac({ algorithm: 'sha1', header: 'x-hub-signature', prefix: 'sha1=' });
const product = defineReceiver({
  ...metaApp,
  name: 'product',
  title: 'A product of Meta',
  setup: ['Make an app.'],
  read: () => ({ id: undefined, type: 'change' }),
  events: ['change'],
  samples: { change: { body: {} } },
});

function ask(query: Readonly<Record<string, string>>, method = 'GET') {
  const url = `/?${new URLSearchParams(query).toString()}`;
  return inspectRequest(product, settings, inboundRequest({ method, url }), 0);
}

describe('an app at Meta', () => {
  const asked = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': 'a-verify-token' };

  it('gives a challenge back to a caller that knows the verify token', async () => {
    expect((await ask(asked)).handshake).toMatchObject({ status: 200, contentType: 'text/plain', body: '1158201444' });
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
      sha1.sign(inboundRequest({ headers, body: '{}' }), SECRET, { now: 0, options: {}, publicUrl: '' });
    const old = signedOf({});
    expect(await inspectRequest(product, settings, old, 0)).toMatchObject({ reason: 'header_missing' });
    expect((await inspectRequest(product, allowed, old, 0)).ok).toBe(true);
    const both = signedOf({ 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` });
    expect(await inspectRequest(product, allowed, both, 0)).toMatchObject({ reason: 'signature_mismatch' });
  });
});

describe('an entry of Meta', () => {
  const wording = { fieldOf: new Map([['message', 'messages']]), idOfChange: () => undefined };

  it('keeps what it does not know, by the name that Meta gives it', () => {
    const item = { sender: { id: 's' }, recipient: { id: 'r' }, timestamp: 1, carrier_pigeon: {} };
    const entry = { id: '1', time: 1, messaging: [item, { sender: { id: 's' } }], standby: [item] };
    expect(readMetaEntry(entry, wording)).toMatchObject([
      { type: 'carrier_pigeon', subject: '1' },
      { type: 'messaging' },
      { type: 'standby' },
    ]);
  });

  it('takes the names of fields for events where a webhook is set to send no values', () => {
    const entry = { id: '1', uid: '1', time: 1_760_000_000, changed_fields: ['feed', 'email'] };
    expect(readMetaEntry(entry, wording)).toMatchObject([
      { type: 'feed', time: new Date(1_760_000_000_000) },
      { type: 'email', data: { field: 'email', entry: { id: '1' } } },
    ]);
  });

  it('gives a message that is taken back an id of its own', () => {
    const messaging = [
      { message: { mid: 'm1' } },
      { message: { mid: 'm1', is_deleted: true } },
      { read: { mid: 'm1' } },
    ];
    const events = readMetaEntry({ id: '1', messaging }, wording);
    expect(events).toMatchObject([{ id: 'm1' }, { id: 'm1:deleted' }, { id: undefined }]);
  });

  it('knows seconds from milliseconds', () => {
    const at = (time: number) => readMetaEntry({ id: '1', time, changes: [{ field: 'feed' }] }, wording)[0]?.time;
    expect(at(1_760_000_000)).toEqual(new Date(1_760_000_000_000));
    expect(at(1_760_000_000_000)).toEqual(new Date(1_760_000_000_000));
  });
});
