import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { Webhook } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface Fetched {
  readonly lease: string | null;
  readonly leaseUntil: string | null;
  readonly deliveries: readonly {
    readonly id: string;
    readonly attempt: number;
    readonly type: string;
    readonly headers: Record<string, string>;
    readonly body: string;
  }[];
}

const SOON = { kind: 'list', delaysMs: [10, 10], jitter: 0 } as const;

describe('a subscriber that nobody can call', () => {
  let hub: TestHub;
  let subscription: string;
  let secret: string;

  beforeEach(async () => {
    hub = await startTestHub();
    ({ id: subscription, secret } = await hub.subscribe({ delivery: 'pull', retry: SOON }));
  });

  afterEach(() => hub.close());

  const publish = async (...numbers: number[]): Promise<void> => {
    for (const n of numbers) await hub.call('POST', '/events', { type: 'a.b', data: { n } });
  };
  const fetched = async (body: object = {}): Promise<Fetched> =>
    (await hub.call<Fetched>('POST', `/subscriptions/${subscription}/fetch`, body)).body;
  const numbers = ({ deliveries }: Fetched): number[] =>
    deliveries.map(({ body }) => (JSON.parse(body) as { data: { n: number } }).data.n);
  const settle = <T>(verb: string, body: object): Promise<{ status: number; body: T }> =>
    hub.call<T>('POST', `/subscriptions/${subscription}/${verb}`, body);
  const states = async (): Promise<string[]> => {
    const { body } = await hub.call<{ data: { state: string }[] }>('GET', '/deliveries');
    return body.data.map(({ state }) => state);
  };
  const lapse = (): Promise<unknown> =>
    hub.hub.app.get(DataSource).query(`UPDATE kanca.claims SET lease_until = now() - interval '1 second'`);

  it('fetches what is there, signed as if it had been sent, and nobody else gets it meanwhile', async () => {
    await publish(1, 2, 3);
    const first = await fetched({ limit: 2 });
    expect(numbers(first)).toEqual([1, 2]);
    const [delivery] = first.deliveries;
    expect(() => new Webhook(secret).verify(delivery?.body ?? '', delivery?.headers ?? {})).not.toThrow();
    const both = await Promise.all([fetched(), fetched()]);
    expect(both.flatMap(numbers)).toEqual([3]);
    expect(await fetched()).toEqual({ lease: null, leaseUntil: null, deliveries: [] });
    expect(await states()).toEqual(['running', 'running', 'running']);
  });

  it('commits all of a lease, or some of it', async () => {
    await publish(1, 2, 3);
    const { lease, deliveries } = await fetched();
    const some = await settle<{ settled: string[] }>('commit', { lease, deliveries: [deliveries[1]?.id] });
    expect(some).toMatchObject({ status: 200, body: { settled: [deliveries[1]?.id], lapsed: [] } });
    const rest = await settle<{ settled: string[] }>('commit', { lease });
    expect([...rest.body.settled].sort()).toEqual([deliveries[0]?.id, deliveries[2]?.id].sort());
    expect(await states()).toEqual(['delivered', 'delivered', 'delivered']);
    expect((await settle<{ code: string }>('commit', { lease })).status).toBe(409);
  });

  it('gets again what it gave back, and a dead letter is what it gives back too often', async () => {
    await publish(1);
    for (let attempt = 1; attempt <= 3; attempt++) {
      const again = await eventually(async () => {
        const next = await fetched();
        return next.lease !== null && next;
      });
      expect(again.deliveries[0]?.attempt).toBe(attempt);
      await settle('release', { lease: again.lease, error: 'No disk left.' });
    }
    expect(await states()).toEqual(['dead']);
    const { body } = await hub.call<{ data: { error: string }[] }>('GET', `/subscriptions/${subscription}/attempts`);
    expect(body.data.map(({ error }) => error)).toEqual(['No disk left.', 'No disk left.', 'No disk left.']);
  });

  it('gets again what it did not settle in time, and cannot commit that any more', async () => {
    await publish(1);
    const { lease } = await fetched();
    await lapse();
    expect((await settle('commit', { lease })).status).toBe(409);
    const again = await eventually(async () => {
      const next = await fetched();
      return next.lease !== null && next;
    });
    expect(again.deliveries[0]?.attempt).toBe(2);
    await settle('commit', { lease: again.lease });
    expect(await states()).toEqual(['delivered']);
  });

  it('holds a lease for longer', async () => {
    await publish(1);
    const { lease, leaseUntil } = await fetched({ leaseSeconds: 2 });
    const { body } = await settle<{ leaseUntil: string }>('extend', { lease, leaseSeconds: 600 });
    expect(Date.parse(body.leaseUntil) - Date.parse(leaseUntil ?? '')).toBeGreaterThan(500_000);
    await lapse();
    expect((await settle('extend', { lease, leaseSeconds: 600 })).status).toBe(409);
  });

  it('waits for what comes', async () => {
    const waiting = fetched({ waitSeconds: 20 });
    await publish(7);
    expect(numbers(await waiting)).toEqual([7]);
    const startedAt = Date.now();
    expect((await fetched({ waitSeconds: 1 })).lease).toBeNull();
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(950);
  });

  it('is never called, and is not to have a uri', async () => {
    const { status, body } = await hub.call<{ problems: { field: string }[] }>('POST', '/subscriptions', {
      delivery: 'pull',
      uri: 'https://example.com',
    });
    expect(status).toBe(400);
    expect(body.problems.map(({ field }) => field)).toEqual(['uri']);
    expect((await hub.call('POST', '/subscriptions', {})).status).toBe(400);
    await publish(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await states()).toEqual(['pending']);
  });

  it('stays what it is: it takes no uri later, and one that is pushed to does not become one that fetches', async () => {
    const fields = async (method: string, path: string, body: object): Promise<[number, string[] | undefined]> => {
      const answer = await hub.call<{ problems?: { field: string }[] }>(method, `/subscriptions/${path}`, body);
      return [answer.status, answer.body.problems?.map(({ field }) => field)];
    };
    expect(await fields('PATCH', subscription, { uri: 'http://127.0.0.1:8099/hooks' })).toEqual([400, ['uri']]);
    await hub.call('PUT', '/subscriptions/by-key/pushed', { uri: 'http://127.0.0.1:8099/hooks' });
    expect(await fields('PUT', 'by-key/pushed', { delivery: 'pull' })).toEqual([400, ['delivery']]);
    expect(await fields('PUT', 'by-key/pushed', { description: 'the uri stays' })).toEqual([200, undefined]);
    const { body } = await hub.call<{ data: { uri: string }[] }>('GET', '/subscriptions?key=pushed');
    expect(body.data.map(({ uri }) => uri)).toEqual(['http://127.0.0.1:8099/hooks']);
  });

  it('may take its time: what waits to be fetched does not make the queue look stalled', async () => {
    await publish(1);
    await hub.hub.app.get(DataSource).query(`UPDATE kanca.open_deliveries SET due_at = now() - interval '1 hour'`);
    expect((await hub.call('GET', '/queue')).body).toMatchObject({ ready: 1, oldestAgeSeconds: 0 });
  });

  it('needs a key that may consume, of its tenant; one that is pushed to fetches nothing', async () => {
    const key = async (scopes: string[], tenant?: string): Promise<string> =>
      (await hub.call<{ key: string }>('POST', '/keys', { name: 'k', scopes, tenant })).body.key;
    const status = async (with_: string, id = subscription): Promise<number> =>
      (await callApi(hub.url, 'POST', `/subscriptions/${id}/fetch`, {}, with_)).status;
    expect(await status(await key(['consume']))).toBe(200);
    expect(await status(await key(['read', 'publish']))).toBe(403);
    expect(await status(await key(['consume'], 'other'))).toBe(404);
    const pushed = await hub.call<{ id: string }>('POST', '/subscriptions', { uri: 'http://127.0.0.1:8099/hooks' });
    expect(await status(await key(['consume']), pushed.body.id)).toBe(409);
  });

  describe('and listens to server-sent events', () => {
    interface Message {
      readonly id: string;
      readonly event: string;
      readonly data: { readonly lease: string; readonly id: string; readonly body: string };
    }

    const listen = async (
      lastEventId?: string,
    ): Promise<{ readonly messages: Message[]; readonly status: number; stop(): void }> => {
      const abort = new AbortController();
      const response = await fetch(`${hub.url}/api/v1/subscriptions/${subscription}/stream?limit=2`, {
        headers: {
          authorization: 'Bearer test-admin-key-0123456789',
          ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
        },
        signal: abort.signal,
      });
      const messages: Message[] = [];
      const read = async (): Promise<void> => {
        let text = '';
        const decoder = new TextDecoder();
        for await (const chunk of response.body ?? []) {
          text += decoder.decode(chunk as Uint8Array, { stream: true });
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            const fields = Object.fromEntries(
              text
                .slice(0, end)
                .split('\n')
                .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
            ) as Record<string, string>;
            text = text.slice(end + 2);
            if (fields['data'] !== undefined)
              messages.push({
                id: fields['id'] ?? '',
                event: fields['event'] ?? '',
                data: JSON.parse(fields['data']) as Message['data'],
              });
          }
        }
      };
      read().catch(() => undefined);
      return {
        messages,
        status: response.status,
        stop: () => {
          abort.abort();
        },
      };
    };

    it('gets the next ones when it has settled these', async () => {
      await publish(1, 2, 3);
      const stream = await listen();
      await eventually(() => stream.messages.length === 2);
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(stream.messages).toHaveLength(2);
      await settle('commit', { lease: stream.messages[0]?.data.lease });
      await eventually(() => stream.messages.length === 3);
      expect(stream.messages.map(({ event }) => event)).toEqual(['a.b', 'a.b', 'a.b']);
      await publish(4);
      await settle('commit', { lease: stream.messages[2]?.data.lease });
      await eventually(() => stream.messages.length === 4);
      stream.stop();
    });

    it('has committed what it says it had when it comes back, and gets the rest again', async () => {
      await publish(1, 2);
      const stream = await listen();
      await eventually(() => stream.messages.length === 2);
      stream.stop();
      const { id = '', data } = stream.messages[0] ?? {};
      const back = await listen(id);
      const { body } = await hub.call<{ state: string }>('GET', `/deliveries/${String(data?.id)}`);
      expect(body.state).toBe('delivered');
      await lapse();
      await eventually(() => back.messages.length === 1);
      expect(back.messages[0]?.data.id).toBe(stream.messages[1]?.data.id);
      back.stop();
    });

    it('is told what is wrong before the stream begins', async () => {
      await hub.call('DELETE', `/subscriptions/${subscription}`);
      expect((await listen()).status).toBe(404);
    });
  });
});
