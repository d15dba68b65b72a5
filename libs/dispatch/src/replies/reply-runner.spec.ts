import { describe, expect, it } from '@jest/globals';
import { Clock, Observer, SilentObserver, SystemClock } from '@kanca/core';
import { Test } from '@nestjs/testing';
import { AttemptRunner, type AttemptListener } from '../worker/attempt-runner.js';
import type { ReplyTicket } from '../ports/arrival.js';
import { ConsumerCatalogue } from '../ports/consumer-catalogue.js';
import { DeliveryQueue, type ClaimedKey } from '../ports/delivery-queue.js';
import { ReplyRunner } from './reply-runner.js';

class Faults extends SilentObserver {
  readonly heard: string[] = [];

  override faulted(what?: string): void {
    this.heard.push(String(what));
  }
}

function ticket(consumerId: string): ReplyTicket {
  const event = {
    provider: 'shop',
    source: '/shop',
    sourceId: null,
    type: 'shop.asked',
    dedupKey: '1',
    datacontenttype: 'application/json',
    data: Buffer.from('{}'),
  };
  return {
    deliveryId: `delivery to ${consumerId}`,
    claimId: 'claim',
    consumerId,
    eventUuid: '00000000-0000-7000-8000-000000000001',
    event,
    arrival: { tenant: 'default', traceparent: '', events: [event] },
    receivedAt: new Date(0),
  };
}

/** What becomes of a waiting provider when the database goes away at that moment. The rest is in libs/dispatch/test/handler-replies. */
describe('the reply runner', () => {
  const abandoned: string[] = [];
  const called: string[] = [];
  const faults = new Faults();

  async function runner(get: (id: string) => Promise<unknown>): Promise<ReplyRunner> {
    abandoned.length = called.length = faults.heard.length = 0;
    const run = (delivery: ClaimedKey, { onReply }: AttemptListener = {}): Promise<null> => {
      called.push(delivery.consumerId);
      onReply?.({ body: `from ${delivery.consumerId}` });
      return Promise.resolve(null);
    };
    const complete = (): Promise<never> => Promise.reject(new Error('the database is away'));
    const abandon = ({ consumerId }: ClaimedKey): void => {
      abandoned.push(consumerId);
    };
    const module = await Test.createTestingModule({
      providers: [
        ReplyRunner,
        { provide: AttemptRunner, useValue: { run } },
        { provide: ConsumerCatalogue, useValue: { get } },
        { provide: DeliveryQueue, useValue: { complete, abandon } },
        { provide: Clock, useValue: new SystemClock() },
        { provide: Observer, useValue: faults },
      ],
    }).compile();
    return module.get(ReplyRunner);
  }

  it('leaves the deliveries to their leases when it cannot tell whose turn it is', async () => {
    const replies = await runner(() => Promise.reject(new Error('the database is away')));
    expect(await replies.answer([ticket('a'), ticket('b')], 1_000)).toBeNull();
    expect(called).toEqual([]);
    expect(abandoned).toEqual(['a', 'b']);
    expect(faults.heard).toEqual([expect.stringContaining('calling reply handlers')]);
  });

  it('has answered the provider, also when those who are not needed cannot be cancelled', async () => {
    const replies = await runner((id) => Promise.resolve({ name: id, order: id === 'a' ? 10 : 20 }));
    expect(await replies.answer([ticket('b'), ticket('a')], 1_000)).toEqual({ body: 'from a' });
    await new Promise(setImmediate);
    expect(called).toEqual(['a']);
    expect(faults.heard).toEqual([expect.stringContaining('cancelling a reply handler')]);
  });

  it('calls a handler first that knows no order, as one that was removed meanwhile', async () => {
    const replies = await runner((id) => Promise.resolve(id === 'a' ? { name: 'a', order: -5 } : null));
    expect(await replies.answer([ticket('a'), ticket('removed')], 1_000)).toEqual({ body: 'from removed' });
    expect(called).toEqual(['removed']);
  });
});
