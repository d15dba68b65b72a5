import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { eventually } from '@kanca/testing';
import { startSink, type Sink } from '../support/sink.js';
import { callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface Found {
  readonly data: readonly { readonly id: string; readonly type: string }[];
  readonly nextCursor: string | null;
  readonly searchedBack: string | null;
}

const SECRET = 'a-secret-of-github-0001';

/** `GET /events?q=` and the filters of `GET /deliveries`. */
describe('searching', () => {
  let hub: TestHub;
  let sink: Sink;
  let paid: string;
  let other: string;
  let pushed: string;

  const publish = async (event: object): Promise<string> =>
    (await hub.call<{ id: string }>('POST', '/events', event)).body.id;
  const search = async (q: string, more = ''): Promise<readonly string[]> => {
    const { status, body } = await hub.call<Found>('GET', `/events?q=${encodeURIComponent(q)}${more}`);
    expect(status).toBe(200);
    return body.data.map(({ id }) => id);
  };

  beforeAll(async () => {
    hub = await startTestHub();
    sink = await startSink();
    sink.behave((request, response) => {
      response.writeHead(request.body.includes('10.5') ? 503 : 204).end();
    });
    await hub.call('POST', '/subscriptions', {
      uri: sink.url,
      filters: ['order.*'],
      retry: { kind: 'list', delaysMs: [3_600_000], jitter: 0 },
    });
    paid = await publish({
      type: 'order.paid',
      id: 'order-7-paid',
      subject: 'order-7',
      data: { customer: { id: 'c_7', name: 'Ayşe Yılmaz' }, amount: 10.5, big: 1, tags: ['gift', 'RUSH'] },
    });
    other = await publish({
      type: 'order.shipped',
      subject: 'order-8',
      data: { customer: { id: 'c_8', note: 'instead of c_7?' }, amount: 7, tags: [] },
    });
    await hub.call('POST', '/sources', { provider: 'github', secrets: [SECRET] });
    const body = JSON.stringify({ ref: 'refs/heads/main' });
    const received = await fetch(`${hub.url}/api/webhooks/incoming/github`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-github-delivery': 'a1b2c3d4-delivery',
        'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
      },
    });
    pushed = ((await received.json()) as { events: string[] }).events[0] ?? '';
    await eventually(async () => {
      const { body: deliveries } = await hub.call<Found>('GET', '/deliveries?state=delivered');
      return deliveries.data.length > 0 && sink.requests.length >= 2;
    });
  });

  afterAll(async () => {
    await hub.close();
    await sink.close();
  });

  it.each([
    ['a word in the data', 'gift', () => [paid]],
    ['a word in other letters', 'rush', () => [paid]],
    ['a word in quotes, with letters that are not ASCII', '"Ayşe Yılmaz"', () => [paid]],
    ['a word in both', 'c_7', () => [other, paid]],
    ['two words', 'gift c_7', () => [paid]],
    ['a value at its path', 'data.customer.id=c_7', () => [paid]],
    ['a number at its path', 'data.amount=7', () => [other]],
    ['a number with a fraction', 'data.amount=10.5', () => [paid]],
    ['an entry of a list', 'data.tags=gift', () => [paid]],
    ['a path and a word', 'data.customer.id=c_8 order-8', () => [other]],
    ['a header', 'header.x-github-event=push', () => [pushed]],
    ['the id that the provider gave', 'a1b2c3d4-delivery', () => [pushed]],
    ['the id that the publisher gave', 'order-7-paid', () => [paid]],
    ['a subject', 'order-8', () => [other]],
    ['a type', 'order.shipped', () => [other]],
    ['nothing', 'nowhere', () => []],
    ['what would be SQL', `' OR 1=1; DROP TABLE kanca.events; --`, () => []],
    ['what would be a pattern', '%', () => []],
  ])('finds %s', async (_, q, expected) => {
    expect(await search(q)).toEqual(expected());
  });

  it('finds an event by its own id', async () => {
    expect(await search(pushed)).toEqual([pushed]);
  });

  it('narrows a search by the other filters', async () => {
    expect(await search('c_7', '&type=order.paid')).toEqual([paid]);
    expect(await search('order-7-paid', '&type=order.shipped')).toEqual([]);
    expect(await search('c_7', `&until=${new Date(Date.now() - 3_600_000).toISOString()}`)).toEqual([]);
  });

  it('says what is wrong with a search', async () => {
    const { status, body } = await hub.call<{ problems: { field: string }[] }>('GET', '/events?q=data.a..b%3D1');
    expect([status, body.problems[0]?.field]).toEqual([400, 'q']);
  });

  it('shows a tenant its own events only, also by the id that their publisher gave', async () => {
    const { body } = await hub.call<{ key: string }>('POST', '/keys', { name: 'a', scopes: ['read'], tenant: 'acme' });
    for (const q of ['order-7-paid', 'c_7', 'a1b2c3d4-delivery', paid]) {
      const found = await callApi<Found>(hub.url, 'GET', `/events?q=${q}`, undefined, body.key);
      expect(found.body.data).toEqual([]);
    }
  });

  it.each([
    ['status=503', ['order.paid']],
    ['status=5xx', ['order.paid']],
    ['status=2xx', ['order.shipped']],
    ['error=ANSWERED', ['order.paid']],
    ['error=%25', []],
    ['subject=order-8', ['order.shipped']],
    ['type=order.*', ['order.shipped', 'order.paid']],
    ['since=2020-01-01T00:00:00Z&status=503', ['order.paid']],
    ['until=2020-01-01T00:00:00Z', []],
    ['state=pending&status=503', ['order.paid']],
  ])('finds deliveries by %s', async (query, types) => {
    const { body } = await hub.call<{ data: { event: { type: string } }[] }>('GET', `/deliveries?${query}`);
    expect(body.data.map(({ event }) => event.type)).toEqual(types);
  });

  it('refuses a status that is none', async () => {
    const { status, body } = await hub.call<{ problems: { field: string }[] }>('GET', '/deliveries?status=9xx');
    expect([status, body.problems[0]?.field]).toEqual([400, 'status']);
  });

  describe('among many events', () => {
    let client: Client;
    const query = async <Row extends object>(sql: string): Promise<Row[]> => (await client.query<Row>(sql)).rows;

    beforeAll(async () => {
      client = new Client({ connectionString: hub.database.url });
      await client.connect();
      await query(`
        INSERT INTO kanca.events (tenant, id, provider, source, type, subject, "time", received_at, dedup_key, duplicates,
                                  datacontenttype, traceparent, data_id, data_size, depth, came_alone)
        SELECT 'default', id, NULL, '/published/default', 'many.one', NULL, at, at, uuid_send(id), 0, 'application/json', '', id, 12, 0, false
        FROM (SELECT at, (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS id
              FROM (SELECT n, now() - n * interval '1 second' AS at FROM generate_series(60, 30059) AS n) AS numbered) AS made`);
      await query(`
        INSERT INTO kanca.bodies (tenant, id, content)
        SELECT tenant, id, convert_to('{"many":true}', 'UTF8') FROM kanca.events WHERE type = 'many.one'`);
      await query('ANALYZE kanca.events; ANALYZE kanca.bodies');
    });

    afterAll(() => client.end());

    it('finds the same page by page', async () => {
      const ids: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body }: { body: Found } = await hub.call<Found>(
          'GET',
          `/events?q=true&type=many.one&limit=200${cursor === '' ? '' : `&cursor=${cursor}`}&since=${new Date(Date.now() - 3_600_000).toISOString()}`,
        );
        ids.push(...body.data.map(({ id }) => id));
        cursor = body.nextCursor;
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(3_400);
      expect(ids).toEqual(ids.toSorted().toReversed());
    });
  });
});
