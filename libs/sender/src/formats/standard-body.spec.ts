import { describe, expect, it } from '@jest/globals';
import type { WebhookEvent } from '@kanca/core';
import { standardBody } from './standard-body.js';

const event = (more: Partial<WebhookEvent> = {}): WebhookEvent => ({
  id: 'evt_1',
  tenant: 'default',
  provider: null,
  source: '/published/default',
  type: 'invoice.paid',
  subject: null,
  time: new Date('2026-01-01T00:00:00Z'),
  receivedAt: new Date('2026-01-01T00:00:01Z'),
  datacontenttype: 'application/json',
  data: null,
  dataBytes: Buffer.from('{"amount":12345678901234567890, "note":"ş"}'),
  traceparent: '',
  cause: null,
  depth: 0,
  ...more,
});

describe('standardBody', () => {
  it('puts the bytes of the data in as they are', () => {
    const { bytes, contentType } = standardBody({ event: event(), properties: {} });
    expect(contentType).toBe('application/json');
    expect(bytes.toString()).toBe(
      '{"id":"evt_1","type":"invoice.paid","timestamp":"2026-01-01T00:00:00.000Z","data":{"amount":12345678901234567890, "note":"ş"}}',
    );
  });

  it('adds subject and source where there are any, and the properties of the subscription', () => {
    const { bytes } = standardBody({
      event: event({ provider: 'github', source: '/github', subject: 'octocat/hello' }),
      properties: { environment: 'test', 'a"b': [1] },
    });
    expect(JSON.parse(bytes.toString())).toMatchObject({
      subject: 'octocat/hello',
      source: '/github',
      environment: 'test',
      'a"b': [1],
    });
  });

  it('makes a text of data that is not JSON', () => {
    const { bytes } = standardBody({
      event: event({ datacontenttype: 'text/plain', dataBytes: Buffer.from('a "quoted" text') }),
      properties: {},
    });
    expect(JSON.parse(bytes.toString())).toMatchObject({ data: 'a "quoted" text' });
  });
});
