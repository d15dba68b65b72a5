import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { toId, type WebhookEvent } from '@kanca/core';
import { EventLog, type Arrival, type NewEvent } from '@kanca/dispatch';
import { DeliveryQueue } from '@kanca/dispatch/engine';
import { OriginalRequests, type OriginalBody } from '@kanca/dispatch/operator';
import { createTestEngine, type TestEngine } from '@kanca/testing';

const FORM = Buffer.from('a=1&b=2');
const JSON_OF_FORM = Buffer.from('{"a":"1","b":"2"}');
const HEADERS = { 'content-type': 'application/x-www-form-urlencoded', 'x-signature': 'of-the-provider' };

/** What a provider sent for one event, as far as it is that event's alone. */
describe('the original of an event', () => {
  let engine: TestEngine;
  let count = 0;

  beforeAll(async () => {
    engine = await createTestEngine({ settings: { inlineBodyBytes: 100, maxLargeBodyBytes: 1_500 } });
  });

  afterAll(() => engine.close());

  const newEvent = (more: Partial<NewEvent> = {}): NewEvent => ({
    provider: 'twilio',
    source: '/twilio',
    sourceId: null,
    type: 'twilio.voice',
    dedupKey: String(++count),
    datacontenttype: 'application/json',
    data: JSON_OF_FORM,
    ...more,
  });

  async function store(arrival: Partial<Arrival>): Promise<readonly string[]> {
    const { events } = await engine.app.get(EventLog).append({
      tenant: 'default',
      raw: { body: FORM, headers: HEADERS },
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      events: [newEvent()],
      ...arrival,
    });
    return events.map(({ uuid }) => toId('evt', uuid));
  }

  /** Asks as a runner does, which has the event and its data in hand. */
  const originalOf = (id: string, dataBytes: Buffer = JSON_OF_FORM): Promise<OriginalBody> =>
    engine.app.get(OriginalRequests).bodyOf({
      id,
      tenant: 'default',
      dataBytes,
      datacontenttype: 'application/json',
    } as WebhookEvent);

  const shown = async (id: string, dataBytes?: Buffer): Promise<readonly [string, string]> => {
    const { bytes, contentType, release } = await originalOf(id, dataBytes);
    release();
    return [bytes.toString(), contentType];
  };

  /** Makes all of them as events are that were stored before anybody asked whether they came alone. */
  const forget = (): Promise<unknown> => engine.dataSource.query('UPDATE kanca.events SET came_alone = false');

  it("is the request's body when the event came alone", async () => {
    const [id = ''] = await store({});
    expect(await shown(id)).toEqual(['a=1&b=2', 'application/x-www-form-urlencoded']);
  });

  it('is its own data when it came with others, also when the others were known already', async () => {
    const known = newEvent();
    await store({ events: [known] });
    const [, fresh = ''] = await store({ events: [known, newEvent({ data: Buffer.from('{"mine":1}') })] });
    expect(await shown(fresh, Buffer.from('{"mine":1}'))).toEqual(['{"mine":1}', 'application/json']);
  });

  it('is its data when nobody knows any more whether it came alone', async () => {
    const [id = ''] = await store({});
    await forget();
    expect(await shown(id)).toEqual([JSON_OF_FORM.toString(), 'application/json']);
  });

  it('is the body all the same when its data is the body', async () => {
    const body = Buffer.from('{ "a": 1 }');
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const [id = ''] = await store({ raw: { body, headers }, events: [newEvent({ data: 'raw' })] });
    await forget();
    expect(await shown(id, body)).toEqual(['{ "a": 1 }', 'application/json; charset=utf-8']);
  });

  it('is its data when the request had no body, or there was none', async () => {
    const [empty = ''] = await store({ raw: { body: Buffer.alloc(0), headers: {} } });
    const [published = ''] = await store({ raw: undefined });
    expect(await shown(empty)).toEqual([JSON_OF_FORM.toString(), 'application/json']);
    expect(await shown(published)).toEqual([JSON_OF_FORM.toString(), 'application/json']);
  });

  it('is of no known type when the provider named none', async () => {
    const [id = ''] = await store({ raw: { body: FORM, headers: {} } });
    expect(await shown(id)).toEqual(['a=1&b=2', 'application/octet-stream']);
  });

  it('waits for room when others hold large ones', async () => {
    const ids = await Promise.all(
      [1, 2].map(async (n) => (await store({ raw: { body: Buffer.alloc(1_000, n), headers: {} } }))[0] ?? ''),
    );
    const first = await originalOf(ids[0] ?? '');
    let isThere = false;
    const second = originalOf(ids[1] ?? '').then((original) => {
      isThere = true;
      return original;
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(isThere).toBe(false);
    first.release();
    const { bytes, release } = await second;
    expect(bytes.equals(Buffer.alloc(1_000, 2))).toBe(true);
    release();
  });

  it('gives its room back when it cannot be read', async () => {
    const [id = ''] = await store({ raw: { body: Buffer.alloc(1_200, 3), headers: {} } });
    const reading = jest.spyOn(engine.app.get(DeliveryQueue), 'readBody').mockRejectedValueOnce(new Error('gone'));
    await expect(originalOf(id)).rejects.toThrow('gone');
    reading.mockRestore();
    expect((await shown(id))[0]).toHaveLength(1_200);
  });

  it('says so when the event is older than the retention', async () => {
    await expect(originalOf('evt_00000000000000000000000000')).rejects.toMatchObject({ code: 'not_found' });
  });
});
