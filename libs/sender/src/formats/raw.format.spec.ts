import { describe, expect, it } from '@jest/globals';
import type { WebhookEvent } from '@kanca/core';
import type { OriginalBody } from '@kanca/dispatch/operator';
import { raw } from './raw.format.js';

const event: WebhookEvent = {
  id: 'evt_1',
  tenant: 'default',
  provider: 'github',
  source: '/github',
  type: 'github.push',
  subject: null,
  time: new Date(0),
  receivedAt: new Date(0),
  datacontenttype: 'application/json',
  data: null,
  dataBytes: Buffer.from('{}'),
  traceparent: '',
  cause: null,
  depth: 0,
};

const bodyOf = (more: Partial<WebhookEvent> = {}, original: Partial<OriginalBody> = {}) =>
  raw.body({
    event: { ...event, ...more },
    attempt: 1,
    properties: {},
    original: () =>
      Promise.resolve({
        bytes: Buffer.from([0xff, 0x00, 0x0a]),
        contentType: 'application/x-protobuf',
        contentEncoding: null,
        release: () => undefined,
        ...original,
      }),
  });

describe('the format raw', () => {
  it('passes bytes on that are no text, with their type', async () => {
    expect(await bodyOf()).toEqual({
      bytes: Buffer.from([0xff, 0x00, 0x0a]),
      contentType: 'application/x-protobuf',
      headers: { 'kanca-event-type': 'github.push', 'kanca-event-source': '/github' },
    });
  });

  it('tells how the bytes are compressed', async () => {
    expect((await bodyOf({}, { contentEncoding: 'gzip' })).headers).toMatchObject({ 'content-encoding': 'gzip' });
  });

  it.each([
    ['slack.slash_command:/deploy', 'slack.slash_command:/deploy'],
    ['crm.müşteri yeni', 'crm.m%C3%BC%C5%9Fteri%20yeni'],
    ['x.\r\nset-cookie: a=b', 'x.%0D%0Aset-cookie:%20a=b'],
    ['x.\u{1f600}', 'x.%F0%9F%98%80'],
    ['x.\ud800', 'x.%EF%BF%BD'],
  ])('writes the type %j so that a header can hold it', async (type, written) => {
    expect((await bodyOf({ type })).headers).toMatchObject({ 'kanca-event-type': written });
  });
});
