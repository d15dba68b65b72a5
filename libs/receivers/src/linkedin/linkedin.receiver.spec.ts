import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { linkedin } from './linkedin.receiver.js';
import type { Inspection } from '../kit/index.js';

const CODE = '890e4665-4dfe-4ab1-b689-ed553bceeed0';
const SOCIAL = 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS';
const hmacOf = (text: string, key = 's3cret'): string => createHmac('sha256', key).update(text).digest('hex');

function ask(url: string, { method = 'GET', secrets = ['s3cret'] } = {}): Promise<Inspection> {
  return inspectRequest(linkedin, { secrets, options: {} }, inboundRequest({ method, url }), 0);
}

function notify(payload: object, signature = (body: string) => hmacOf(`hmacsha256=${body}`)): Promise<Inspection> {
  const body = JSON.stringify(payload);
  const headers = { 'content-type': 'application/json', 'x-li-signature': signature(body) };
  return inspectRequest(linkedin, { secrets: ['s3cret'], options: {} }, inboundRequest({ headers, body }), 0);
}

describe('the challenge of LinkedIn', () => {
  it('is answered with the code and its HMAC, under the newest secret', async () => {
    const { handshake } = await ask(`/?challengeCode=${CODE}`, { secrets: ['s3cret', 'old'] });
    expect(handshake).toMatchObject({ status: 200, contentType: 'application/json' });
    expect(JSON.parse(handshake?.body ?? '')).toEqual({ challengeCode: CODE, challengeResponse: hmacOf(CODE) });
  });

  it('is answered for the child of another app too, which is named beside the code', async () => {
    expect((await ask(`/?applicationId=12345&challengeCode=${CODE}`)).handshake?.status).toBe(200);
  });

  it.each([
    '/',
    '/?challengeCode=',
    '/?challengeCode=hmacsha256%3D%7B%7D',
    `/?challengeCode=${CODE}x`,
    `/?challengeCode=${CODE}%0A`,
    `/?challengeCode=${CODE}&challengeCode=${CODE}`,
  ])('signs nothing but one UUID: GET %s', async (url) => {
    expect(await ask(url)).toMatchObject({ ok: false, code: 'signature_invalid', handshake: null });
  });

  it('is a GET, and waits for a secret', async () => {
    expect((await ask(`/?challengeCode=${CODE}`, { method: 'POST' })).handshake).toBeNull();
    expect(await ask(`/?challengeCode=${CODE}`, { secrets: [] })).toMatchObject({ code: 'source_not_ready' });
  });

  it('yields no signature that a notification could carry', async () => {
    const { handshake } = await ask(`/?challengeCode=${CODE}`);
    const { challengeResponse } = JSON.parse(handshake?.body ?? '') as { challengeResponse: string };
    const headers = { 'content-type': 'application/json', 'x-li-signature': challengeResponse };
    const forged = inboundRequest({ headers, body: CODE });
    expect(await inspectRequest(linkedin, { secrets: ['s3cret'], options: {} }, forged, 0)).toMatchObject({
      code: 'signature_invalid',
      reason: 'signature_mismatch',
    });
  });
});

describe('a notification of LinkedIn', () => {
  it('may write the prefix into the header as well, but is signed with it in any case', async () => {
    const payload = { type: 'LEAD_ACTION', leadGenFormResponse: 'urn:li:leadGenFormResponse:1', occurredAt: 1 };
    expect(await notify(payload, (body) => `hmacsha256=${hmacOf(`hmacsha256=${body}`)}`)).toMatchObject({ ok: true });
    for (const signature of [hmacOf, (body: string) => `hmacsha256=${hmacOf(body)}`, () => 'hmacsha256='])
      expect(await notify(payload, signature)).toMatchObject({ ok: false, code: 'signature_invalid' });
  });

  it('becomes one event for each of its notifications, with that one alone', async () => {
    const [first, second] = [
      { notificationId: 1, organizationalEntity: 'urn:li:organization:7', action: 'LIKE', lastModifiedAt: 1_000 },
      { notificationId: '2', action: 'SHARE' },
    ];
    const { events } = await notify({ type: SOCIAL, notifications: [first, second] });
    expect(events).toEqual([
      {
        id: '1',
        type: `linkedin.${SOCIAL}`,
        subject: 'urn:li:organization:7',
        time: '1970-01-01T00:00:01.000Z',
        data: first,
      },
      { id: '2', type: `linkedin.${SOCIAL}`, subject: null, time: null, data: second },
    ]);
  });

  it('keeps events apart that have no number', async () => {
    const { events } = await notify({ type: SOCIAL, notifications: [{ action: 'LIKE' }, { action: 'LIKE' }] });
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  });
});
