import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  SubscriptionHook,
  SubscriptionHookModule,
  type ChangedSubscription,
  type NewSubscription,
} from '@kanca/sender';
import { callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface Subscribed {
  readonly id: string;
  readonly uri: string;
  readonly secret?: string;
  readonly filters: readonly string[];
  readonly description: string | null;
  readonly properties: object;
}

interface Problem {
  readonly code: string;
  readonly detail: string;
}

const URI = 'https://hooks.example.com/in';

describe('a subscription with a key', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub.close());

  const put = <T = Subscribed>(key: string, body: object, caller?: string) =>
    callApi<T>(hub.url, 'PUT', `/subscriptions/by-key/${encodeURIComponent(key)}`, body, caller);

  it('is made by the first call, changed by the next, and the same after a repetition', async () => {
    const made = await put('billing', { uri: URI, description: 'first' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      key: 'billing',
      filters: ['*'],
      secret: expect.stringMatching(/^whsec_/) as unknown,
    });
    const changed = await put('billing', { uri: URI, filters: ['invoice.*'] });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ id: made.body.id, filters: ['invoice.*'], description: 'first' });
    expect(changed.body.secret).toBeUndefined();
    const again = await put('billing', { uri: URI, filters: ['invoice.*'] });
    expect({ ...again.body, updatedAt: '' }).toEqual({ ...changed.body, updatedAt: '' });
    const { body } = await hub.call<{ data: Subscribed[] }>('GET', '/subscriptions?key=billing');
    expect(body.data.map(({ id }) => id)).toEqual([made.body.id]);
  });

  it('is made once when two ask at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => put('together', { uri: URI })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('signs with a new secret when one is given, and with the old one for a while', async () => {
    const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    await put('rotating', { uri: URI });
    const { body } = await put<{ secrets: unknown[] }>('rotating', { uri: URI, secret });
    expect(body.secrets).toHaveLength(2);
    // Given once more, it is no other.
    expect((await put<{ secrets: unknown[] }>('rotating', { uri: URI, secret })).body.secrets).toHaveLength(2);
  });

  it('is refused with the words that POST has', async () => {
    expect((await put<Problem>('wrong', { uri: 'nowhere' })).body.code).toMatch(/invalid_request|egress_refused/);
    expect((await put<Problem>('wrong', { uri: URI, key: 'other' })).status).toBe(400);
    expect((await put<Problem>('x'.repeat(101), { uri: URI })).status).toBe(400);
  });

  it('belongs to its tenant', async () => {
    const key = async (tenant: string): Promise<string> =>
      (await hub.call<{ key: string }>('POST', '/keys', { name: tenant, scopes: ['manage'], tenant })).body.key;
    const ours = await put('same-key', { uri: URI }, await key('acme'));
    const theirs = await put('same-key', { uri: URI }, await key('globex'));
    expect([ours.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(ours.body.id);
    expect((await put('same-key', { uri: URI, tenant: 'acme' }, await key('globex'))).status).toBe(403);
  });
});

describe('the list of subscriptions', () => {
  let hub: TestHub;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    hub = await startTestHub();
    for (const [name, more] of Object.entries({
      everything: {},
      invoices: { filters: ['invoice.*', '!invoice.draft'] },
      paused: { filters: ['invoice.paid'], enabled: false },
      other: { filters: ['order.placed'] },
    }))
      ids[name] = (await hub.call<Subscribed>('POST', '/subscriptions', { uri: URI, ...more })).body.id;
  });
  afterAll(() => hub.close());

  const found = async (query: string): Promise<readonly string[]> => {
    const { body } = await hub.call<{ data: Subscribed[] }>('GET', `/subscriptions?${query}`);
    return body.data.map(({ id }) => Object.entries(ids).find(([, one]) => one === id)?.[0] ?? id);
  };

  it('finds those that hear of an event type', async () => {
    expect(await found('type=invoice.paid')).toEqual(['paused', 'invoices', 'everything']);
    expect(await found('type=invoice.draft')).toEqual(['everything']);
    expect(await found('type=order.placed')).toEqual(['other', 'everything']);
  });

  it('finds those in a state, and those that are both', async () => {
    expect(await found('state=paused')).toEqual(['paused']);
    expect(await found('state=enabled&type=invoice.paid')).toEqual(['invoices', 'everything']);
    expect(await found('state=disabled')).toEqual([]);
    expect((await hub.call('GET', '/subscriptions?state=lost')).status).toBe(400);
  });

  it('comes in pages', async () => {
    const first = await hub.call<{ data: Subscribed[]; nextCursor: string }>(
      'GET',
      '/subscriptions?type=invoice.paid&limit=2',
    );
    expect(first.body.data).toHaveLength(2);
    expect(await found(`type=invoice.paid&limit=2&cursor=${first.body.nextCursor}`)).toEqual(['everything']);
  });
});

const seen: (NewSubscription | ChangedSubscription)[] = [];

class HousePolicy extends SubscriptionHook {
  override creating(wanted: NewSubscription) {
    seen.push(wanted);
    const { input } = wanted;
    if (input.uri.includes('rival')) throw new Error('Rivals may not listen: ask sales@example.com.');
    if (input.filters.includes('*')) return { ...input, filters: ['public.*'] };
    if (input.description === 'spoil it') return { ...input, filters: ['a..b'] };
    return undefined;
  }

  override async changing(wanted: ChangedSubscription): Promise<undefined> {
    seen.push(wanted);
    await Promise.resolve();
    if (wanted.patch.enabled === true) throw new Error(`${wanted.subscription.uri} stays as it is.`);
  }
}

class SlowPolicy extends SubscriptionHook {
  override creating({ input }: NewSubscription): Promise<undefined> | undefined {
    return input.description === 'slow' ? new Promise<undefined>(() => undefined) : undefined;
  }
}

describe('registration hooks', () => {
  let hub: TestHub;

  beforeAll(async () => {
    const modules = [SubscriptionHookModule(new HousePolicy()), SubscriptionHookModule(new SlowPolicy())];
    hub = await startTestHub({ modules });
  });
  afterAll(() => hub.close());

  const create = <T = Subscribed>(body: object) => hub.call<T>('POST', '/subscriptions', { uri: URI, ...body });

  it('allow what they say nothing about', async () => {
    const { status, body } = await create({ filters: ['order.*'] });
    expect({ status, filters: body.filters }).toEqual({ status: 201, filters: ['order.*'] });
  });

  it('change what is asked for', async () => {
    expect((await create({})).body.filters).toEqual(['public.*']);
  });

  it('refuse with their own words', async () => {
    const { status, body } = await create<Problem>({ uri: 'https://rival.example.com' });
    expect({ status, code: body.code, detail: body.detail }).toEqual({
      status: 400,
      code: 'invalid_request',
      detail: 'Rivals may not listen: ask sales@example.com.',
    });
  });

  it('are asked about changes, and about subscriptions that have a key', async () => {
    const { body } = await create({ filters: ['order.*'] });
    expect((await hub.call<Problem>('PATCH', `/subscriptions/${body.id}`, { enabled: true })).body.detail).toBe(
      `${URI} stays as it is.`,
    );
    expect((await hub.call('PATCH', `/subscriptions/${body.id}`, { description: 'fine' })).status).toBe(200);
    expect(
      (await hub.call<Problem>('PUT', '/subscriptions/by-key/a', { uri: 'https://rival.example.com' })).status,
    ).toBe(400);
  });

  it('cannot let in what is not valid', async () => {
    expect((await create<Problem>({ filters: ['order.*'], description: 'spoil it' })).status).toBe(400);
  });

  it('do not see the secret', async () => {
    await create({ filters: ['order.*'], secret: `whsec_${Buffer.alloc(32, 9).toString('base64')}` });
    expect(JSON.stringify(seen)).not.toContain('whsec_');
  });

  it('have five seconds', async () => {
    const { status, headers } = await create<Problem>({ filters: ['order.*'], description: 'slow' });
    expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '30' });
  });
});
