import { describe, expect, it } from '@jest/globals';
import { toId } from '@kanca/core';
import { consumerFromDraft } from '../ports/consumer-catalogue.js';
import { EXPIRED } from '../ports/consumer-runner.js';
import { RunningAttempt, type AttemptedDelivery } from './running-attempt.js';

const DELIVERY: AttemptedDelivery = {
  tenant: 'shop',
  deliveryId: '0190f3c2-9a4e-7b1d-8c3f-00ffa0b1c2d3',
  consumerId: '00000000-0000-7000-8000-000000000001',
  claimId: '00000000-0000-7000-8000-000000000002',
  attempt: 2,
  attemptsAllowed: null,
  eventId: 'evt_1',
  eventType: 'order.placed',
  waitedMs: 7,
};
const RETRIES = { policy: { kind: 'list', delaysMs: [10, 20], jitter: 0 }, unit: () => 0.5 } as const;
const CONSUMER = {
  revision: 1,
  ...consumerFromDraft({
    id: DELIVERY.consumerId,
    tenant: 'shop',
    kind: 'subscription',
    name: 'https://a.example/',
    filters: ['*'],
    state: 'active',
    concurrency: 1,
    timeoutMs: 1_000,
    retry: RETRIES.policy,
    reply: false,
  }),
};
const WHOSE = {
  tenant: 'shop',
  deliveryId: DELIVERY.deliveryId,
  consumerId: DELIVERY.consumerId,
  claimId: DELIVERY.claimId,
  number: 2,
  startedAt: 1_000,
};

describe('a running attempt', () => {
  const running = new RunningAttempt(DELIVERY, CONSUMER, 1_000);

  it('that succeeded delivers', () => {
    expect(running.complete({ outcome: { kind: 'succeeded' }, status: 200 }, 3, RETRIES)).toMatchObject({
      ...WHOSE,
      verdict: { state: 'delivered' },
      outcome: 'succeeded',
      status: 200,
      durationMs: 3,
    });
  });

  it('that failed is tried again by the policy, and tells when it was the last', () => {
    const failed = { outcome: { kind: 'failed' }, error: 'no' } as const;
    expect(running.complete(failed, 3, RETRIES)).toMatchObject({ verdict: { state: 'pending', delayMs: 20 } });
    const last = new RunningAttempt({ ...DELIVERY, attempt: 3 }, CONSUMER, 1_000).complete(failed, 3, RETRIES);
    expect(last).toMatchObject({ verdict: { state: 'dead' }, news: { subject: toId('dlv', DELIVERY.deliveryId) } });
  });

  it('that is lost is tried again, and cancelled when its consumer is gone', () => {
    expect(running.lost('gone', RETRIES)).toMatchObject({
      ...WHOSE,
      verdict: { state: 'pending' },
      outcome: 'lost',
    });
    const orphan = new RunningAttempt(DELIVERY, null, 1_000);
    expect(orphan.lost('gone', null)).toMatchObject({ verdict: { state: 'cancelled' }, outcome: 'lost' });
  });

  it('that is not made is cancelled, and says why', () => {
    expect(running.cancelled('Not called.')).toMatchObject({
      ...WHOSE,
      verdict: { state: 'cancelled' },
      outcome: 'cancelled',
      error: 'Not called.',
      durationMs: 0,
    });
  });

  it('that is not made because its delivery has expired is a dead letter that says so', () => {
    const expired = running.complete(EXPIRED, 0, RETRIES);
    expect(expired).toMatchObject({ verdict: { state: 'dead' }, outcome: 'expired' });
    expect(JSON.parse(expired.news?.data ?? '')).toMatchObject({ expired: true });
    expect(running.told(expired, CONSUMER, true)).toMatchObject({ state: 'expired' });
  });

  it('is told as lost when another had completed it', () => {
    const completed = running.complete({ outcome: { kind: 'succeeded' } }, 3, RETRIES);
    expect(running.told(completed, CONSUMER, true)).toMatchObject({
      state: 'delivered',
      attempt: 2,
      lagMs: 7,
      durationMs: 3,
    });
    expect(running.told(completed, CONSUMER, false)).toMatchObject({ state: 'lost' });
  });
});
