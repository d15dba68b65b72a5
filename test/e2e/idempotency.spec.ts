import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

describe('a POST with an Idempotency-Key', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub.close());

  const post = async (
    path: string,
    body: object,
    idempotencyKey: string,
    key = ADMIN_KEY,
  ): Promise<{ status: number; replayed: boolean; body: Record<string, unknown> }> => {
    const response = await fetch(`${hub.url}/api/v1${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      replayed: response.headers.get('idempotency-replayed') === 'true',
      body: (await response.json()) as Record<string, unknown>,
    };
  };
  const hook = { uri: 'http://127.0.0.1:8099/hooks' };
  const subscriptions = async (): Promise<number> =>
    (await hub.call<{ data: object[] }>('GET', '/subscriptions')).body.data.length;

  it('is done once and answered alike, its secret included', async () => {
    const first = await post('/subscriptions', hook, 'one');
    expect(first).toMatchObject({ status: 201, replayed: false });
    expect(first.body['secret']).toMatch(/^whsec_/);
    const again = await post('/subscriptions', hook, 'one');
    expect(again).toEqual({ ...first, replayed: true });
    expect(await subscriptions()).toBe(1);
  });

  it('is refused when its body is nested too deep, and not with a 500', async () => {
    const deep = '['.repeat(5_000) + ']'.repeat(5_000);
    const response = await fetch(`${hub.url}/api/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ADMIN_KEY}`,
        'content-type': 'application/json',
        'idempotency-key': 'deep',
      },
      body: `{"type":"a.b","data":${deep}}`,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_request' });
  });

  it('is done once when both come at the same moment', async () => {
    const before = await subscriptions();
    const both = await Promise.all([1, 2, 3, 4].map(() => post('/subscriptions', hook, 'two')));
    expect(await subscriptions()).toBe(before + 1);
    const statuses = both.map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect((await post('/subscriptions', hook, 'two')).replayed).toBe(true);
  });

  it('with another body is refused, and with another API key it is another request', async () => {
    await post('/subscriptions', hook, 'three');
    const other = await post('/subscriptions', { ...hook, description: 'other' }, 'three');
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } });
    const { body } = await hub.call<{ key: string }>('POST', '/keys', { name: 'k', scopes: ['manage'] });
    expect(await post('/subscriptions', hook, 'three', body.key)).toMatchObject({ status: 201, replayed: false });
  });

  it('that failed may be made again', async () => {
    expect((await post('/subscriptions', { uri: 'nowhere' }, 'four')).status).toBeGreaterThanOrEqual(400);
    expect(await post('/subscriptions', hook, 'four')).toMatchObject({ status: 201, replayed: false });
  });

  it('whose process died is worked on after a while', async () => {
    await post('/subscriptions', hook, 'five');
    const sql = (text: string): Promise<unknown> => hub.hub.app.get(DataSource).query(text);
    await sql(`UPDATE kanca.idempotent_requests SET status = NULL, answer_sealed = NULL WHERE key = 'five'`);
    expect((await post('/subscriptions', hook, 'five')).status).toBe(409);
    await sql(`UPDATE kanca.idempotent_requests SET begun_at = now() - interval '3 minutes' WHERE key = 'five'`);
    expect(await post('/subscriptions', hook, 'five')).toMatchObject({ status: 201, replayed: false });
  });

  it('keeps no secret in the clear', async () => {
    const { body } = await post('/subscriptions', hook, 'six');
    const rows = await hub.hub.app.get(DataSource).query<object[]>('SELECT * FROM kanca.idempotent_requests');
    expect(JSON.stringify(rows)).not.toContain(String(body['secret']));
    expect(JSON.stringify(rows)).not.toContain(ADMIN_KEY);
  });

  it('of a strange form is refused', async () => {
    expect((await post('/subscriptions', hook, 'a key with spaces')).status).toBe(400);
    expect((await post('/subscriptions', hook, 'k'.repeat(257))).status).toBe(400);
  });

  it('on a publication is the id of the event: the same again is a duplicate, and another event is refused, not swallowed', async () => {
    const first = await post('/events', { type: 'order.placed', data: { n: 1 } }, 'order-7');
    expect(first).toMatchObject({ status: 202, body: { duplicate: false } });
    expect(await post('/events', { type: 'order.placed', data: { n: 1 } }, 'order-7')).toMatchObject({
      status: 202,
      body: { id: first.body['id'], duplicate: true },
    });
    expect(await post('/events', { type: 'order.paid', data: { n: 1 } }, 'order-7')).toMatchObject({
      status: 422,
      body: { code: 'idempotency_mismatch' },
    });
  });
});
