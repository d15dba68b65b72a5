import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue, EventLog, Publisher, ReplyDesk, type Stored } from '@kanca/dispatch';
import { DeliveryQueries, DeliveryControl } from '@kanca/dispatch/operator';
import { HandlersModule } from '@kanca/handlers';
import { createTestEngine, eventually, type TestEngine } from '@kanca/testing';
import type { Type } from '@nestjs/common';
import { openGuide, problemsOfDeclarations, type Guide } from '../support/guide.js';

/** A file of the guide: its module, and the class with the handlers. */
type Exports<C extends string> = Readonly<Record<'default' | C, Type>>;

/** What a reader of docs/guides/handlers.md copies out of it. */
describe('the guide to handlers', () => {
  let guide: Guide;
  let engine: TestEngine | null = null;

  beforeAll(async () => {
    guide = await openGuide('docs/guides/handlers.md');
  });

  afterEach(async () => {
    await engine?.close();
    engine = null;
  });

  afterAll(() => guide.close());

  async function start(file: string): Promise<TestEngine> {
    const { default: module } = await guide.load<Exports<'default'>>(file);
    engine = await createTestEngine({ imports: [HandlersModule, module] });
    return engine;
  }

  /** The instance of a class that the file exports. */
  async function instanceOf<T>(file: string, name: string): Promise<T> {
    const exports = await guide.load<Exports<string>>(file);
    return engine?.app.get<T>(exports[name] ?? '') as T;
  }

  async function publish(type: string, data: unknown, subject?: string): Promise<number> {
    return (await engine?.app.get(Publisher).publish({ tenant: 'default', type, data, subject }))?.deliveries ?? 0;
  }

  async function receive(provider: string, type: string, data: unknown, canReply = false): Promise<Stored | undefined> {
    return engine?.app.get(EventLog).append({
      tenant: 'default',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      canReply,
      events: [
        {
          provider,
          source: `/${provider}`,
          sourceId: null,
          type: `${provider}.${type}`,
          dedupKey: JSON.stringify(data),
          datacontenttype: 'application/json',
          data: Buffer.from(JSON.stringify(data)),
        },
      ],
    });
  }

  const deliveries = async (state: string, count: number): Promise<readonly { readonly id: string }[]> =>
    eventually(async () => {
      const page = await engine?.app.get(DeliveryQueries).list({ tenant: '*', limit: 50, state });
      return page?.data.length === count && page.data;
    });
  const attemptsOf = async (id = ''): Promise<readonly unknown[]> =>
    (await engine?.app.get(DeliveryQueries).get(id, '*'))?.attempts ?? [];

  async function withoutRetries(name: string): Promise<void> {
    const catalogue = engine?.app.get(ConsumerCatalogue);
    const handler = (await catalogue?.list('handler'))?.find((one) => one.name === name);
    if (handler !== undefined) await catalogue?.put({ ...handler, retry: { kind: 'list', delaysMs: [], jitter: 0 } });
  }

  it('has no snippet that does not compile, and none that is not run here', () => {
    expect(guide.problems()).toBe('');
    expect(guide.files).toEqual([
      'announce.ts',
      'exact-ids.ts',
      'welcome.ts',
      'orders.ts',
      'large-orders.ts',
      'parcels.ts',
      'deploy-command.ts',
      'payments.ts',
      'balances.ts',
      'welcome.test.ts',
    ]);
  });

  it('imports libraries whose declarations compile with its settings, as those of all the others do', async () => {
    expect(await problemsOfDeclarations()).toBe('');
  });

  it('announces pushes', async () => {
    await start('announce.ts');
    await receive('github', 'push', { ref: 'refs/heads/main', repository: { full_name: 'octocat/hello-world' } });
    const [delivery] = await deliveries('delivered', 1);
    const log = [
      { level: 'info', message: 'somebody pushed to octocat/hello-world', fields: { ref: 'refs/heads/main' } },
    ];
    expect(await attemptsOf(delivery?.id)).toEqual([expect.objectContaining({ detail: { log } })]);
  });

  it('reads an id with all of its digits', async () => {
    const { transferId } = await guide.load<{ transferId: (event: { dataBytes: Buffer }) => string }>('exact-ids.ts');
    expect(transferId({ dataBytes: Buffer.from('{"id":9007199254740993}') })).toBe('9007199254740993');
    expect(transferId({ dataBytes: Buffer.from('{"id":7}') })).toBe('7');
  });

  it('welcomes those who join, and hears of invoices that nobody has described', async () => {
    await start('welcome.ts');
    expect(await publish('customer.joined', { mail: 'ada@example.com' })).toBe(2);
    expect(await publish('customer.left', { mail: 'bob@example.com', reason: 'moved' })).toBe(1);
    expect(await publish('invoice.paid', {})).toBe(1);
    await deliveries('delivered', 4);
    const { sent } = await instanceOf<{ sent: string[] }>('welcome.ts', 'Welcome');
    expect(sent.sort()).toEqual([
      'customer.joined: ada@example.com',
      'customer.left: bob@example.com',
      'welcome, ada@example.com',
    ]);
  });

  it('takes orders that fit their class, and makes a dead letter of another at once', async () => {
    await start('orders.ts');
    const append = (json: string): Promise<unknown> | undefined =>
      engine?.app.get(EventLog).append({
        tenant: 'default',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        canReply: false,
        events: [
          {
            provider: 'acme',
            source: '/acme',
            sourceId: null,
            type: 'acme.order.created',
            dedupKey: json,
            datacontenttype: 'application/json',
            data: Buffer.from(json),
          },
        ],
      });
    await append('{"id":9007199254740993,"currency":"chf","lines":[{"sku":"a","count":2},{"sku":"b","count":1}]}');
    await deliveries('delivered', 1);
    expect((await instanceOf<{ heard: string[] }>('orders.ts', 'Orders')).heard).toEqual([
      '9007199254740993: 3 pieces',
    ]);
    await append('{"id":1,"currency":"my-secret","lines":[{"sku":"a","count":0}]}');
    const [dead] = await deliveries('dead', 1);
    expect(await attemptsOf(dead?.id)).toEqual([
      expect.objectContaining({
        error:
          'The data of the event is no OrderCreated: data.currency has to be one of eur, chf; data.lines.0.count has to be at least 1.',
      }),
    ]);
  });

  it('looks at large orders only', async () => {
    await start('large-orders.ts');
    expect(await publish('order.placed', { total: 999, currency: 'eur' }, 'small')).toBe(0);
    expect(await publish('order.placed', { total: 1_000, currency: 'usd' }, 'dollars')).toBe(0);
    expect(await publish('order.placed', { total: 1_000, currency: 'eur', customer: { tags: ['test'] } })).toBe(0);
    expect(await publish('order.placed', { total: 1_000, currency: 'chf', customer: { tags: [] } }, 'large')).toBe(1);
    await deliveries('delivered', 1);
    expect((await instanceOf<{ heard: string[] }>('large-orders.ts', 'LargeOrders')).heard).toEqual(['large']);
  });

  it('packs before it sends', async () => {
    await start('parcels.ts');
    await publish('parcel.ordered', {}, 'p1');
    await deliveries('delivered', 2);
    expect((await instanceOf<{ done: string[] }>('parcels.ts', 'Parcels')).done).toEqual(['packed p1', 'sent p1']);
  });

  it('blocks the news of a parcel behind a dead letter until somebody decides, and those of no other', async () => {
    await start('parcels.ts');
    const { done } = await instanceOf<{ done: string[] }>('parcels.ts', 'Parcels');
    await withoutRetries('Parcels.moved');
    for (const [parcel, place] of [
      ['a', 'Bern'],
      ['a', 'nowhere'],
      ['a', 'Basel'],
      ['b', 'Chur'],
    ])
      await publish('parcel.moved', { parcel, place });
    await eventually(() => done.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([...done].sort()).toEqual(['a is in Bern', 'b is in Chur']);
    const archive = engine?.app.get(DeliveryQueries);
    const waiting = (await archive?.list({ tenant: '*', limit: 50 }))?.data.filter(
      ({ finishedAt }) => finishedAt === null,
    );
    const poison = waiting?.find(({ attemptCount }) => attemptCount > 0);
    await engine?.app.get(DeliveryControl).cancel(String(poison?.id), '*');
    await eventually(() => done.length === 3);
    expect(done.at(-1)).toBe('a is in Basel');
  });

  it.each([
    ['the one that knows what to do', 'staging', 'deploying staging', 'cancelled'],
    ['the last one when that keeps silent', '', 'I do not know what to do.', 'delivered'],
  ])('answers Slack with %s', async (_, text, answer, second) => {
    await start('deploy-command.ts');
    const stored = await receive('slack', 'slash_command:/deploy', { command: '/deploy', text }, true);
    expect(await engine?.app.get(ReplyDesk).answer(stored?.replies ?? [], 3_000)).toMatchObject({
      body: JSON.stringify({ response_type: 'ephemeral', text: answer }),
    });
    const ended = await eventually(async () => {
      const page = await engine?.app.get(DeliveryQueries).list({ tenant: '*', limit: 9 });
      return page?.data.every(({ finishedAt }) => finishedAt !== null) === true && page.data;
    });
    expect(Object.fromEntries(ended.map(({ consumer, state }) => [consumer.name, state]))).toEqual({
      'DeployCommand.deploy': 'delivered',
      'DeployCommand.otherwise': second,
    });
  });

  it('steers by what it throws', async () => {
    await start('payments.ts');
    await publish('payment.made', { account: 'ada' });
    await publish('payment.made', { account: 'unknown' });
    const [[booked], [dead]] = [await deliveries('delivered', 1), await deliveries('dead', 1)];
    expect(await attemptsOf(booked?.id)).toMatchObject([{ outcome: 'retry_after' }, { outcome: 'succeeded' }]);
    expect(await attemptsOf(dead?.id)).toMatchObject([{ outcome: 'rejected', error: 'no account is called unknown' }]);
  });

  it('adds to a balance once, also when the event is delivered again', async () => {
    const { dataSource, app } = await start('balances.ts');
    await dataSource.query('CREATE TABLE public.balances AS SELECT $$ada$$ AS account, 0 AS total');
    await publish('payment.made', { account: 'ada', amount: 5 });
    const [delivery] = await deliveries('delivered', 1);
    await app.get(DeliveryControl).retry(String(delivery?.id), '*');
    await eventually(async () => (await attemptsOf(delivery?.id)).length === 2);
    expect(await dataSource.query('SELECT total FROM public.balances')).toEqual([{ total: 5 }]);
  });

  it('has a test that passes', async () => {
    await expect(guide.load('welcome.test.ts')).resolves.toBeDefined();
  });
});
