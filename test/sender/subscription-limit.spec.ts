import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestHub, type TestHub } from '../support/test-hub.js';

describe('the subscriptions of one tenant', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await startTestHub({ env: { KANCA_TENANT_SUBSCRIPTIONS: '2' } });
  });
  afterAll(() => hub.close());

  const create = (tenant: string): Promise<{ status: number; body: { code?: string; detail?: string; id: string } }> =>
    hub.call('POST', '/subscriptions', { uri: 'https://hooks.example.com/in', tenant });

  it('are no more than KANCA_TENANT_SUBSCRIPTIONS, and those of another tenant do not count', async () => {
    const first = await create('a');
    expect([first.status, (await create('a')).status]).toEqual([201, 201]);
    const { status, body } = await create('a');
    expect([status, body.code]).toEqual([409, 'conflict']);
    expect(body.detail).toContain('KANCA_TENANT_SUBSCRIPTIONS');
    expect((await create('b')).status).toBe(201);
    await hub.call('DELETE', `/subscriptions/${first.body.id}`);
    expect((await create('a')).status).toBe(201);
  });
});
