import { describe, expect, it } from '@jest/globals';
import type { WebhookEvent } from '@kanca/core';
import { CloudEvent, HTTP } from 'cloudevents';
import { anEvent } from '../../test/an-event.js';
import { assertFitsFormat } from './assert-fits-format.js';
import { cloudevents } from './cloudevents.format.js';

const write = (event: WebhookEvent, properties: Record<string, unknown> = {}) =>
  cloudevents.body({ event, properties, attempt: 1, original: () => Promise.reject(new Error('not asked for')) });

/** As a subscriber reads it who uses the SDK of CloudEvents. */
function read(event: WebhookEvent, properties: Record<string, unknown> = {}): CloudEvent<unknown> {
  const { bytes, contentType } = write(event, properties);
  const read = HTTP.toEvent({ headers: { 'content-type': contentType }, body: bytes.toString('utf8') });
  if (Array.isArray(read)) throw new Error('one event was sent');
  // Strict: throws for everything that the specification does not allow.
  return new CloudEvent(read, true);
}

describe('the format cloudevents', () => {
  it('is read by the SDK of CloudEvents, with every attribute and the properties as extensions', () => {
    const event = anEvent({ subject: 'inv_1', data: { amount: 100 } });
    expect(read(event, { region: 'eu', shard: 7, live: true })).toMatchObject({
      specversion: '1.0',
      id: 'evt_1',
      source: '/published/default',
      type: 'invoice.paid',
      subject: 'inv_1',
      datacontenttype: 'application/json',
      time: '2026-11-22T12:00:00.000Z',
      data: { amount: 100 },
      region: 'eu',
      shard: 7,
      live: true,
    });
  });

  it('is the same to the byte for every attempt', () => {
    const event = anEvent();
    const [first, second] = [
      write(event),
      cloudevents.body({ event, properties: {}, attempt: 2, original: () => Promise.reject(new Error()) }),
    ];
    expect(second.bytes.equals(first.bytes)).toBe(true);
  });

  it('passes JSON on as it came, with numbers that JavaScript cannot keep', () => {
    const { bytes } = write(anEvent({ dataBytes: Buffer.from('{"n":12345678901234567890}'), data: {} }));
    expect(bytes.toString()).toContain('"data":{"n":12345678901234567890}');
  });

  it('sends text as a text, and other bytes in base64', () => {
    const text = anEvent({ datacontenttype: 'text/plain', data: null, dataBytes: Buffer.from('grüße') });
    expect(read(text).data).toBe('grüße');
    const binary = anEvent({
      datacontenttype: 'application/octet-stream',
      data: null,
      dataBytes: Buffer.from([255, 0]),
    });
    expect(read(binary).data_base64).toBe('/wA=');
  });

  it('leaves out empty attributes: an attribute that is there may not be empty', () => {
    const written = write(anEvent({ subject: '', dataBytes: Buffer.alloc(0), data: null })).bytes.toString();
    expect(Object.keys(JSON.parse(written) as object)).toEqual([
      'specversion',
      'id',
      'source',
      'type',
      'time',
      'datacontenttype',
    ]);
  });

  it.each([
    ['/github/acme', '/github/acme'],
    ['/crm/müşteri "yeni"', '/crm/m%C3%BC%C5%9Fteri%20%22yeni%22'],
    ['/a%20b/100%', '/a%20b/100%25'],
  ])('writes the source %j as a URI-reference', (source, written) => {
    expect(read(anEvent({ source })).source).toBe(written);
  });

  it.each([
    ['Region', 'eu', /no name for an extension/],
    ['my_region', 'eu', /no name for an extension/],
    ['x'.repeat(21), 'eu', /no name for an extension/],
    ['id', 'eu', /is a part of every notification/],
    ['region', { a: 1 }, /no value for an extension/],
    ['region', null, /no value for an extension/],
    ['region', 1.5, /no value for an extension/],
    ['region', 2 ** 31, /no value for an extension/],
  ])('refuses the property %s = %j', (name, value, problem) => {
    expect(() => {
      assertFitsFormat(cloudevents, { properties: { [name]: value }, headers: [], secrets: [] });
    }).toThrow(problem);
  });
});
