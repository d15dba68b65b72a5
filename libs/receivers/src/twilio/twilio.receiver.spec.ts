import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, type Inspection } from '../kit/index.js';
import { twilio } from './twilio.receiver.js';

const context = { now: 0, options: {}, publicUrl: 'https://hub.example.com' };
const settings = { secrets: ['s3cret'], options: {}, publicUrl: context.publicUrl };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const message = inboundRequest({ url: '/x?a=1', headers: form, body: 'MessageSid=SM1&Body=Hi' });
const signed = twilio.verify.sign(message, 's3cret', context);
const inspect = (request: typeof signed): Promise<Inspection> => inspectRequest(twilio, settings, request, 0);

describe('twilio', () => {
  it('binds the fields and the URL', async () => {
    expect(await inspect(signed)).toMatchObject({ ok: true });
    expect(await inspect({ ...signed, body: Buffer.from('MessageSid=SM1&Body=Ho') })).toMatchObject({ ok: false });
    expect(await inspect({ ...signed, url: '/x?a=2' })).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('refuses a body that the URL does not name by its hash', async () => {
    const headers = { ...signed.headers, 'content-type': 'application/json' };
    expect(await inspect({ ...signed, headers })).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('refuses a form that was sent by POST and comes by GET, whose fields nobody would read', async () => {
    expect(await inspect({ ...signed, method: 'GET' })).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('refuses a form that is none', async () => {
    expect(await inspect({ ...signed, body: Buffer.from([0xff]) })).toMatchObject({ reason: 'signature_malformed' });
  });
});
