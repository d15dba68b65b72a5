import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutboxRelay } from '@kanca/dispatch/engine';
import { SourceActivity } from '@kanca/receivers';
import { DataSource } from 'typeorm';
import { eventually } from '@kanca/testing';
import { startTestHub, type TestHub } from '../support/test-hub.js';

interface Shown {
  readonly id: string;
  readonly lastEventAt: string | null;
  readonly silentAfterSeconds: number | null;
  readonly silentSince: string | null;
}

describe('a source that is watched', () => {
  let hub: TestHub;
  let source: string;

  beforeAll(async () => {
    hub = await startTestHub();
    const { body } = await hub.call<Shown>('POST', '/sources', { provider: 'github', secrets: ['It is a secret.'] });
    source = body.id;
    expect(body).toMatchObject({ lastEventAt: null, silentAfterSeconds: null, silentSince: null });
  });

  afterAll(() => hub.close());

  const activity = (): SourceActivity => hub.hub.app.get(SourceActivity);
  const show = async (): Promise<Shown> => (await hub.call<Shown>('GET', `/sources/${source}`)).body;
  const send = async (): Promise<void> => {
    await hub.call('POST', `/sources/${source}/test`, {});
    await activity().write();
  };
  const letPass = (seconds: number): Promise<unknown> =>
    hub.hub.app.get(DataSource).query(
      `UPDATE kanca.source_activity SET last_event_at = last_event_at - $1 * interval '1 second',
              watched_since = watched_since - $1 * interval '1 second'`,
      [seconds],
    );
  const told = async (): Promise<number> => {
    // The hub relays by itself, too, and one of the two is told that the other is about it.
    await eventually(async () => {
      await hub.hub.app.get(OutboxRelay).relay();
      const [row] = await hub.hub.app
        .get(DataSource)
        .query<{ waiting: number }[]>(`SELECT count(*)::int AS waiting FROM kanca.outbox`);
      return row?.waiting === 0;
    });
    return (await hub.call<{ data: object[] }>('GET', '/events?type=kanca.source.silent')).body.data.length;
  };

  it('is told of once when nothing has come for as long as was asked, and again after it has been heard of', async () => {
    expect((await hub.call('PUT', `/sources/${source}/watch`, { silentAfterSeconds: 600 })).status).toBe(200);
    await send();
    expect(await show()).toMatchObject({ silentAfterSeconds: 600, silentSince: null });
    expect(Date.now() - Date.parse((await show()).lastEventAt ?? '')).toBeLessThan(60_000);
    await activity().look();
    expect(await told()).toBe(0);

    await letPass(601);
    await Promise.all([activity().look(), activity().look()]);
    expect(await told()).toBe(1);
    expect((await show()).silentSince).not.toBeNull();
    await activity().look();
    expect(await told()).toBe(1);

    await send();
    expect((await show()).silentSince).toBeNull();
    await letPass(601);
    await activity().look();
    expect(await told()).toBe(2);
  });

  it('is told of no more when that is taken back; less than a minute is refused', async () => {
    await hub.call('PUT', `/sources/${source}/watch`, { silentAfterSeconds: null });
    const before = await told();
    await letPass(100_000);
    await activity().look();
    expect(await told()).toBe(before);
    expect((await hub.call('PUT', `/sources/${source}/watch`, { silentAfterSeconds: 1 })).status).toBe(400);
    expect(
      (await hub.call('PUT', '/sources/src_00000000000000000000000000/watch', { silentAfterSeconds: 60 })).status,
    ).toBe(404);
  });
});
