import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FixedClock, Observer } from '@kanca/core';
import { HandedOverSecrets, ReceiversModule, receiverTables, SourceDirectory, Sources } from '@kanca/receivers';
import { AsanaReceiverModule } from '@kanca/receivers/asana';
import { NotionReceiverModule } from '@kanca/receivers/notion';
import { createTestEngine, type TestEngine } from '@kanca/testing';
import { vaultOfTest } from './vault-of-test.js';

const TOKEN = 'secret_invented-verification-token';
const FROM = '203.0.113.7';
const A_DAY_MS = 24 * 3_600_000;

describe('a secret that a provider handed over', () => {
  const clock = new FixedClock(Date.UTC(2026, 0, 15));
  let hub: TestEngine;
  let sources: Sources;
  let handedOver: HandedOverSecrets;

  beforeAll(async () => {
    hub = await createTestEngine({
      tables: [receiverTables],
      imports: [ReceiversModule.register({ vault: vaultOfTest() }), NotionReceiverModule, AsanaReceiverModule],
      clock,
    });
    sources = hub.app.get(Sources);
    handedOver = hub.app.get(HandedOverSecrets);
  });
  afterAll(() => hub.close());
  beforeEach(() => hub.dataSource.query('DELETE FROM kanca.sources'));

  async function handOver(provider: string): Promise<string> {
    const view = await sources.create('default', { provider });
    await sources.awaitSecret('default', view.id, 15);
    await sources.acceptSecret(view, TOKEN, FROM);
    return view.id;
  }

  it('is taken once, within the minutes that an operator has the source wait for it, and by no other source', async () => {
    const view = await sources.create('default', { provider: 'asana' });
    expect(view.awaitsSecretUntil).toBeNull();
    expect(await sources.acceptSecret(view, TOKEN, FROM)).toBe(false);
    await sources.awaitSecret('default', view.id, 15);
    clock.advance(15 * 60_000);
    expect(await sources.acceptSecret(view, TOKEN, FROM)).toBe(false);
    const waiting = await sources.awaitSecret('default', view.id, 1);
    expect(waiting.awaitsSecretUntil).toEqual(new Date(clock.now() + 60_000));
    expect(hub.app.get(SourceDirectory).find('asana', undefined)?.awaitsSecretUntil).toEqual(waiting.awaitsSecretUntil);
    expect(await sources.acceptSecret(view, TOKEN, FROM)).toBe(true);
    expect(await sources.acceptSecret(view, 'a-secret-of-a-stranger', '198.51.100.1')).toBe(false);
    expect(await sources.get('default', view.id)).toMatchObject({
      state: 'ready',
      awaitsSecretUntil: null,
      secrets: [{ handedOverFrom: FROM }],
    });
    await expect(sources.awaitSecret('default', view.id, 1)).rejects.toMatchObject({ code: 'conflict' });
    const other = await sources.create('default', { provider: 'notion', secrets: [TOKEN] });
    await expect(sources.awaitSecret('other', other.id, 1)).rejects.toMatchObject({ code: 'not_found' });
    clock.advance(-15 * 60_000);
  });

  it('is shown once where its provider asks the operator for it, and signs all the same', async () => {
    const id = await handOver('notion');
    const { secret, sid } = await handedOver.reveal('default', id);
    expect(secret).toBe(TOKEN);
    await expect(handedOver.reveal('default', id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await sources.get('default', id)).secrets).toMatchObject([{ sid }]);
    expect(hub.app.get(SourceDirectory).find('notion', undefined)?.secrets).toEqual([TOKEN]);
  });

  it('is shown to one of two who ask at once', async () => {
    const id = await handOver('notion');
    const asked = await Promise.allSettled([handedOver.reveal('default', id), handedOver.reveal('default', id)]);
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is shown for a day', async () => {
    const id = await handOver('notion');
    clock.advance(A_DAY_MS);
    await expect(handedOver.reveal('default', id)).rejects.toMatchObject({ code: 'not_found' });
    clock.advance(-A_DAY_MS);
  });

  it('is shown to its own tenant only', async () => {
    const id = await handOver('notion');
    await expect(handedOver.reveal('other', id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(handedOver.reveal('*', id)).resolves.toMatchObject({ secret: TOKEN });
  });

  it('is never shown where nobody needs to see it, nor is one that an operator entered', async () => {
    const asana = await handOver('asana');
    await expect(handedOver.reveal('default', asana)).rejects.toMatchObject({ code: 'not_found' });
    const { id } = await sources.create('default', { provider: 'notion', secrets: [TOKEN] });
    await expect(handedOver.reveal('default', id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('leaves a note that it was shown, without what it is', async () => {
    const noted = jest.spyOn(hub.app.get(Observer), 'noted');
    const { sid } = await handedOver.reveal('default', await handOver('notion'));
    expect(noted.mock.calls).toEqual([[expect.any(String), { tenant: 'default', source: '/notion', sid }]]);
    noted.mockRestore();
  });

  it('lies closed in the database, before and after', async () => {
    const id = await handOver('notion');
    const rows = async (): Promise<string> =>
      JSON.stringify(await hub.dataSource.query<object[]>('SELECT * FROM kanca.sources'));
    expect(await rows()).not.toContain(TOKEN);
    await handedOver.reveal('default', id);
    expect(await rows()).not.toContain(TOKEN);
    expect(JSON.stringify(await sources.get('default', id))).not.toContain(TOKEN);
  });
});
