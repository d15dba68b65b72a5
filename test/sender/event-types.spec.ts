import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CrashRecovery } from '@kanca/dispatch/engine';
import { eventually } from '@kanca/testing';
import { DataSource } from 'typeorm';
import { programArguments } from '../support/built-program.js';
import { openGuide } from '../support/guide.js';
import { startSink, type Sink } from '../support/sink.js';
import { loadConfig } from '@kanca/hub';
import { ADMIN_KEY, callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly problems: readonly { readonly field: string; readonly problem: string }[];
}

interface Receipt {
  readonly id: string;
  readonly warnings?: readonly string[];
}

const SCHEMA = {
  type: 'object',
  required: ['amount'],
  properties: { amount: { type: 'number' }, note: { type: 'string' } },
};

describe('event types', () => {
  let hub: TestHub;
  let sink: Sink;

  beforeAll(async () => {
    hub = await startTestHub();
    sink = await startSink();
  });
  afterAll(async () => {
    await hub.close();
    await sink.close();
  });

  const put = <T>(name: string, body: object, query = '') => hub.call<T>('PUT', `/event-types/${name}${query}`, body);
  const publish = <T>(type: string, data: unknown) => hub.call<T>('POST', '/events', { type, data });
  const keyOf = async (tenant: string, scope: string): Promise<string> =>
    (await hub.call<{ key: string }>('POST', '/keys', { name: scope, scopes: [scope], tenant })).body.key;

  it('are made from the class that a handler takes, as the guide shows', async () => {
    const guide = await openGuide('docs/guides/event-types.md');
    try {
      expect(guide.problems()).toBe('');
      const { orderCreated } = await guide.load<{ readonly orderCreated: object }>('order-created.ts');
      const { status, body } = await hub.call<object>('POST', '/event-types', orderCreated);
      expect({ status, body }).toMatchObject({ status: 201, body: orderCreated });
    } finally {
      await guide.close();
    }
    expect((await publish('acme.order.created', { sku: 'A-1', count: 1, currency: 'eur' })).status).toBe(202);
    const refused = await hub.call<Problem>('POST', '/events', {
      type: 'acme.order.created',
      data: { sku: 'A-1', count: 0, currency: 'usd' },
    });
    expect(refused.status).toBe(400);
    expect(refused.body.problems.map(({ field }) => field).sort()).toEqual(['data.count', 'data.currency']);
    expect((await hub.call('DELETE', '/event-types/acme.order.created')).status).toBe(204);
  });

  it('are added, shown, listed by name, changed and removed', async () => {
    const added = { name: 'crud.added', description: 'Added', schema: SCHEMA, example: { amount: 1 } };
    const { status, body } = await hub.call<object>('POST', '/event-types', added);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { ...added, tenant: 'default', deprecated: false, validation: null, retry: null },
    });
    expect((await hub.call('POST', '/event-types', added)).status).toBe(409);
    expect((await put('crud.born', { description: 'Made by PUT' })).status).toBe(201);
    expect((await put('crud.added', { deprecated: true, schema: SCHEMA })).status).toBe(200);
    // What is left out is not kept.
    expect((await hub.call('GET', '/event-types/crud.added')).body).toMatchObject({ deprecated: true, example: null });
    const names = async (query: string): Promise<{ names: readonly string[]; nextCursor: string | null }> => {
      const page = await hub.call<{ data: { name: string }[]; nextCursor: string | null }>(
        'GET',
        `/event-types?${query}`,
      );
      return { names: page.body.data.map(({ name }) => name), nextCursor: page.body.nextCursor };
    };
    const first = await names('limit=1');
    expect(first.names).toEqual(['crud.added']);
    expect(await names(`limit=1&cursor=${String(first.nextCursor)}`)).toEqual({
      names: ['crud.born'],
      nextCursor: null,
    });
    expect((await hub.call('GET', '/event-types?cursor=x')).status).toBe(400);
    expect((await hub.call('DELETE', '/event-types/crud.born')).status).toBe(204);
    expect((await hub.call('DELETE', '/event-types/crud.born')).status).toBe(404);
    expect((await hub.call('GET', '/event-types/crud.born')).status).toBe(404);
  });

  it('have a schema and an example that fit each other', async () => {
    const { status, body } = await put<Problem>('fit.checked', { schema: SCHEMA, example: { amount: 'much' } });
    expect({ status, problems: body.problems }).toEqual({
      status: 400,
      problems: [{ field: 'example.amount', problem: 'does not fit the schema: expected number' }],
    });
    expect((await put<Problem>('fit.checked', { schema: { type: 'nothing' } })).body.detail).toContain(
      'is no JSON Schema',
    );
    expect((await put<Problem>('not a name', {})).body.problems[0]?.field).toBe('name');
  });

  it('are not named like what Kanca tells of itself, and nobody publishes that', async () => {
    const problem = 'begins with kanca., which is for what Kanca tells of itself';
    const expected = { status: 400, body: { code: 'invalid_request', problems: [{ field: 'name', problem }] } };
    const name = 'kanca.delivery.dead';
    expect(await put(name, { schema: SCHEMA })).toMatchObject(expected);
    expect(await hub.call('POST', '/event-types', { name, schema: SCHEMA })).toMatchObject(expected);
    expect((await hub.call('GET', `/event-types/${name}`)).status).toBe(404);
    expect(await publish(name, { amount: 1 })).toMatchObject({ status: 400, body: { problems: [{ field: 'type' }] } });
  });

  it('warn by default: what does not fit is stored, and its publisher is told where', async () => {
    await put('warn.some', { schema: SCHEMA });
    const { status, body } = await publish<Receipt>('warn.some', { amount: 'much', note: 1 });
    expect(status).toBe(202);
    expect(body.warnings).toEqual(['data.amount: expected number', 'data.note: expected string']);
    expect((await publish<Receipt>('warn.some', { amount: 1 })).body.warnings).toBeUndefined();
    expect((await publish<Receipt>('warn.unknown', { amount: 'much' })).body.warnings).toBeUndefined();
  });

  it('reject where they say so, with the exact places', async () => {
    await put('strict.paid', { schema: SCHEMA, validation: 'reject' });
    const { status, body } = await publish<Problem>('strict.paid', { note: 1 });
    expect({ status, code: body.code, detail: body.detail, problems: body.problems }).toEqual({
      status: 400,
      code: 'invalid_request',
      detail: 'data.amount: is missing; data.note: expected string',
      problems: [
        { field: 'data.amount', problem: 'is missing' },
        { field: 'data.note', problem: 'expected string' },
      ],
    });
    expect((await publish('strict.paid', { amount: 1 })).status).toBe(202);
  });

  it('reject a batch as a whole, of which nothing is stored then', async () => {
    await put('strict.batch', { schema: SCHEMA, validation: 'reject' });
    const events = [
      { type: 'strict.batch', data: { amount: 1 } },
      { type: 'strict.batch', data: { amount: '1' } },
    ];
    const { status, body } = await hub.call<Problem>('POST', '/events/batch', { events });
    expect({ status, fields: body.problems.map(({ field }) => field) }).toEqual({
      status: 400,
      fields: ['events.1.data.amount'],
    });
    expect((await hub.call<{ data: unknown[] }>('GET', '/events?type=strict.batch')).body.data).toEqual([]);
  });

  it('look at nothing where they say off', async () => {
    await put('off.some', { schema: SCHEMA, validation: 'off' });
    expect((await publish<Receipt>('off.some', 'nothing of the kind')).body.warnings).toBeUndefined();
  });

  it('are heard of at once when they change', async () => {
    await put('live.changed', { schema: SCHEMA, validation: 'reject' });
    expect((await publish('live.changed', {})).status).toBe(400);
    await put('live.changed', { validation: 'reject' }, '?force=true');
    expect((await publish('live.changed', {})).status).toBe(202);
  });

  it('tell a publisher that its type is deprecated', async () => {
    await put('old.one', { deprecated: true });
    expect((await publish<Receipt>('old.one', {})).body.warnings).toEqual(['The event type old.one is deprecated.']);
  });

  it('are not changed in a way that somebody would trip over, unless that is forced', async () => {
    await put('compat.one', { schema: SCHEMA });
    const next = {
      schema: { type: 'object', required: ['amount', 'id'], properties: { amount: { type: 'string' }, id: {} } },
    };
    const refused = await put<Problem>('compat.one', next);
    expect({ status: refused.status, code: refused.body.code, problems: refused.body.problems }).toEqual({
      status: 409,
      code: 'conflict',
      problems: [
        { field: 'data.amount', problem: 'was number and is string now (subscribers and publishers may trip over it)' },
        { field: 'data.note', problem: 'is gone (subscribers may trip over it)' },
        { field: 'data.id', problem: 'is required now (publishers may trip over it)' },
      ],
    });
    expect(refused.body.detail).toContain('repeat the call with ?force=true');
    const forced = await put<{ breaking: unknown[] }>('compat.one', next, '?force=true');
    expect({ status: forced.status, breaking: forced.body.breaking.length }).toEqual({ status: 200, breaking: 3 });
    // Wider is no harm.
    expect((await put('compat.one', next)).status).toBe(200);
  });

  it("belong to a tenant: nobody else's key sees, changes or is bound by them", async () => {
    const manage = await keyOf('acme', 'manage');
    const read = await keyOf('globex', 'read');
    const body = { name: 'own.type', schema: SCHEMA, validation: 'reject' };
    expect((await callApi(hub.url, 'POST', '/event-types', body, manage)).status).toBe(201);
    expect((await callApi(hub.url, 'GET', '/event-types/own.type', undefined, read)).status).toBe(404);
    const { body: seen } = await callApi<{ data: { name: string }[] }>(hub.url, 'GET', '/event-types', undefined, read);
    expect(seen.data.map(({ name }) => name)).not.toContain('own.type');
    expect((await callApi(hub.url, 'PUT', '/event-types/own.type', { tenant: 'globex' }, manage)).status).toBe(403);
    expect((await callApi(hub.url, 'PUT', '/event-types/own.type', { tenant: '*' }, manage)).status).toBe(403);
    expect((await callApi(hub.url, 'DELETE', '/event-types/own.type?tenant=*', undefined, manage)).status).toBe(403);
    expect((await callApi(hub.url, 'PUT', '/event-types/own.type', {}, read)).status).toBe(403);
    const wrong = { type: 'own.type', data: {} };
    expect((await hub.call('POST', '/events', { ...wrong, tenant: 'acme' })).status).toBe(400);
    expect((await hub.call('POST', '/events', { ...wrong, tenant: 'globex' })).status).toBe(202);
  });

  it("can be every tenant's, until a tenant has its own of that name", async () => {
    const shared = { name: 'shared.type', tenant: '*', schema: SCHEMA, validation: 'reject' };
    expect((await hub.call('POST', '/event-types', shared)).status).toBe(201);
    const read = await keyOf('initech', 'read');
    expect((await callApi(hub.url, 'GET', '/event-types/shared.type', undefined, read)).body).toMatchObject({
      tenant: '*',
    });
    const event = { type: 'shared.type', data: {}, tenant: 'initech' };
    expect((await hub.call('POST', '/events', event)).status).toBe(400);
    await put('shared.type', { tenant: 'initech' });
    expect((await hub.call('POST', '/events', event)).status).toBe(202);
  });

  it('cost no request more than a second or two, whatever their schema and however many its events', async () => {
    const schema = {
      $defs: { a: { oneOf: [{ items: { $ref: '#/$defs/a' } }, { items: { $ref: '#/$defs/a' } }] } },
      $ref: '#/$defs/a',
    };
    await put('evil.one', { schema, validation: 'reject' });
    let data: unknown = 'x';
    for (let depth = 0; depth < 60; depth++) data = [data];
    const events = Array.from({ length: 100 }, () => ({ type: 'evil.one', data }));
    const started = performance.now();
    const { status, body } = await hub.call<Problem>('POST', '/events/batch', { events });
    expect({ status, problem: body.problems[0]?.problem }).toMatchObject({ status: 400 });
    expect(body.problems[0]?.problem).toContain('takes too long to check');
    expect((await publish('evil.one', data)).status).toBe(400);
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  it('are refused when their patterns would take the memory of the hub, and stop nobody else meanwhile', async () => {
    const manage = await keyOf('heavy', 'manage');
    const startedAt = performance.now();
    for (let n = 0; n < 14; n++) {
      const anyOf = Array.from({ length: 8 }, (_, m) => ({
        pattern: `y${String(n)}z${String(m)}${'([^b]{0,1000})'.repeat(30)}`,
      }));
      const { status, body } = await callApi<Problem>(
        hub.url,
        'PUT',
        `/event-types/heavy.t${String(n)}`,
        { schema: { anyOf } },
        manage,
      );
      expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid_request' });
      expect(body.detail).toContain('use smaller counts');
    }
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('may have the schema true or false, which once was an error of the hub', async () => {
    expect((await hub.call('POST', '/event-types', { name: 'any.data', schema: true })).status).toBe(201);
    expect((await put('no.data', { schema: false, validation: 'reject' })).status).toBe(201);
    expect((await hub.call('GET', '/event-types/no.data')).body).toMatchObject({ schema: false });
    expect((await publish('any.data', 1)).status).toBe(202);
    expect((await publish('no.data', 1)).status).toBe(400);
  });

  it('are for nobody else to slow down: a check of a type of all that ran out of time counts for its publisher', async () => {
    const schema = { type: 'array', uniqueItems: true };
    await put('all.unique', { tenant: '*', schema, validation: 'reject' });
    const slow = Array.from({ length: 49_000 }, (_, n) => ({ n }));
    const publishAs = (tenant: string, data: unknown) =>
      hub.call<Problem>('POST', '/events', { type: 'all.unique', tenant, data });
    expect((await publishAs('slow-one', slow)).status).toBe(400);
    expect((await publishAs('slow-one', [1])).status).toBe(400);
    expect((await publishAs('good-one', [1])).status).toBe(202);
  });

  it('say how a delivery is tried again whose lease ended, too', async () => {
    await put('once.only', { retry: { kind: 'list', delaysMs: [], jitter: 0 } });
    const { body } = await hub.call<{ id: string }>('POST', '/subscriptions', {
      delivery: 'pull',
      filters: ['once.*'],
    });
    await publish('once.only', {});
    await eventually(async () => {
      const fetched = await hub.call<{ lease: string | null }>('POST', `/subscriptions/${body.id}/fetch`, {});
      return fetched.body.lease !== null;
    });
    await hub.hub.app.get(DataSource).query(`UPDATE kanca.claims SET lease_until = now() - interval '1 second'`);
    await hub.hub.app.get(CrashRecovery).recover();
    await eventually(async () => {
      const deliveries = await hub.call<{ data: { state: string }[] }>('GET', `/deliveries?consumer=${body.id}`);
      return deliveries.body.data[0]?.state === 'dead';
    });
  });

  it('refuse names and cursors that nobody can have', async () => {
    for (const name of ['%00', '%ED%A0%80', 'a..b', '__proto__%20']) expect((await put(name, {})).status).toBe(400);
    expect((await put('__proto__', {})).status).toBe(201);
    expect((await hub.call('GET', '/event-types/constructor')).status).toBe(404);
    const data = { schema: { properties: { data: { const: '\u0000' } } } };
    expect((await put('with.nul', data)).status).toBe(201);
    expect((await hub.call<object>('GET', '/event-types/with.nul')).body).toMatchObject(data);
  });

  it('give test calls their example', async () => {
    await put('sampled.paid', { schema: SCHEMA, example: { amount: 4711 } });
    const { body } = await hub.call<{ id: string }>('POST', '/subscriptions', {
      uri: sink.url,
      filters: ['sampled.*'],
    });
    await hub.call('POST', `/subscriptions/${body.id}/test`, { type: 'sampled.paid' });
    await eventually(() => Promise.resolve(sink.requests.some((request) => request.body.includes('4711'))));
  });
});

describe('event types of kanca.yaml', () => {
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kanca-event-types-'));
    file = join(folder, 'kanca.yaml');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are in the catalogue from the start, and validated as KANCA_EVENT_VALIDATION says', async () => {
    await writeFile(
      file,
      `eventTypes:
  - name: invoice.paid
    description: An invoice was paid
    schema: { type: object, required: [amount] }
    example: { amount: 1 }
  - { name: invoice.draft, schema: { type: object }, validation: 'off' }
`,
    );
    const hub = await startTestHub({ env: { KANCA_CONFIG: file, KANCA_EVENT_VALIDATION: 'reject' } });
    try {
      expect((await hub.call('GET', '/event-types/invoice.paid')).body).toMatchObject({ example: { amount: 1 } });
      expect((await hub.call('POST', '/events', { type: 'invoice.paid', data: {} })).status).toBe(400);
      expect((await hub.call('POST', '/events', { type: 'invoice.draft', data: 1 })).status).toBe(202);
    } finally {
      await hub.close();
    }
  });

  it('stop the start when their schema or example is wrong, with every problem', async () => {
    await writeFile(
      file,
      `eventTypes:
  - { name: a, schema: { type: nothing } }
  - { name: b, schema: { type: object }, example: 5 }
  - { name: c, colour: red }
`,
    );
    const start = (): unknown => loadConfig({ KANCA_CONFIG: file, KANCA_EVENT_VALIDATION: 'perhaps' });
    expect(start).toThrow(/eventTypes: a: schema[^]*is no JSON Schema/);
    expect(start).toThrow(/eventTypes: b: example[^]*expected object/);
    expect(start).toThrow(/eventTypes\.2\.colour/);
    expect(start).toThrow(/KANCA_EVENT_VALIDATION[^]*off, warn, reject/);
  });
});

describe('kanca event-types', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub.close());

  const kanca = async (...arguments_: readonly string[]): Promise<string> => {
    const env = { PATH: process.env['PATH'], KANCA_URL: hub.url, KANCA_KEY: ADMIN_KEY };
    const command = promisify(execFile)(process.execPath, programArguments('kanca', ...arguments_), { env });
    return command.then(
      ({ stdout }) => stdout,
      (error: unknown) => String(Reflect.get(Object(error), 'stderr')),
    );
  };

  it('puts, lists, shows and removes them, and says what a change would break', async () => {
    const schema = JSON.stringify(SCHEMA);
    expect(await kanca('event-types', 'ls')).toBe('no event types\n');
    expect(await kanca('event-types', 'put', 'invoice.paid', '--schema', schema)).toBe('invoice.paid  saved\n');
    expect(await kanca('publish', 'invoice.paid', '{}')).toContain('warning  data.amount: is missing');
    expect(await kanca('event-types', 'put', 'invoice.paid', '--schema', '{}')).toContain('data.amount is gone');
    expect(await kanca('event-types', 'put', 'invoice.paid', '--schema', '{}', '--force')).toContain(
      'may trip over this',
    );
    expect(await kanca('event-types', 'ls')).toMatch(/^invoice\.paid {2}default/m);
    expect(await kanca('event-types', 'get', 'invoice.paid')).toContain('"schema": {}');
    expect(await kanca('event-types', 'rm', 'invoice.paid')).toBe('invoice.paid  removed\n');
  });
});
