import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly problems: readonly { readonly field: string }[];
}

/** Chains of events that run through services outside of the hub. */
describe('an event that is published because of another', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await startTestHub();
  });

  afterAll(() => hub.close());

  const publish = <T = { id: string }>(more: object = {}): ReturnType<typeof callApi<T>> =>
    hub.call<T>('POST', '/events', { type: 'chain.link', data: 1, ...more });

  it('shows what it follows from, in the list and on its own', async () => {
    const { body: first } = await publish();
    const { body: second } = await publish({ cause: first.id });
    expect((await hub.call('GET', `/events/${first.id}`)).body).toMatchObject({ cause: null, depth: 0 });
    expect((await hub.call('GET', `/events/${second.id}`)).body).toMatchObject({ cause: first.id, depth: 1 });
    const { body } = await hub.call<{ data: { id: string }[] }>('GET', '/events');
    expect(body.data.find(({ id }) => id === second.id)).toMatchObject({ cause: first.id, depth: 1 });
  });

  it('is refused with 508 when ten of its chain follow the first', async () => {
    let { id: cause } = (await publish()).body;
    for (let depth = 1; depth <= 10; depth++) cause = (await publish({ cause })).body.id;
    const { status, body } = await publish<Problem>({ cause });
    expect([status, body.code]).toEqual([508, 'loop_detected']);
    expect(body.detail).toContain('number 12 of a chain');
    expect(body.detail).toContain(cause);
  });

  it('is refused when the cause is unknown, or of a tenant that the key may not see', async () => {
    const unknown = await publish<Problem>({ cause: 'evt_00000000000000000000000000' });
    expect([unknown.status, unknown.body.code, unknown.body.problems[0]?.field]).toEqual([
      400,
      'invalid_request',
      'cause',
    ]);

    const { body: own } = await publish();
    const bound = { name: 'acme', scopes: ['publish'], tenant: 'acme' };
    const { body } = await hub.call<{ key: string }>('POST', '/keys', bound);
    const event = { type: 'chain.link', data: 1, cause: own.id };
    const foreign = await callApi<Problem>(hub.url, 'POST', '/events', event, body.key);
    expect([foreign.status, foreign.body.problems[0]?.field]).toEqual([400, 'cause']);
  });

  it('stays one event when it is published twice with one id', async () => {
    const { body: cause } = await publish();
    const event = { id: 'once', cause: cause.id };
    expect((await publish(event)).body).toMatchObject({ duplicate: false });
    expect((await publish(event)).body).toMatchObject({ duplicate: true });
  });
});
