import { describe, expect, it } from '@jest/globals';
import type { EventName, EventOf } from '@kanca/core';
import type Stripe from 'stripe';
import './stripe.receiver.js';

const known = (names: readonly EventName<'stripe'>[]): readonly string[] => names;

/** What Stripe's own library knows and this one does not; the compiler refuses anything but `never` here. */
type NotKnown = Exclude<Stripe.Event['type'], EventName<'stripe'>>;

/** Never called: the compiler is the test. */
class Readers {
  paid({ data }: EventOf<'stripe', 'invoice.paid'>): readonly [number, string] {
    // @ts-expect-error -- a field of another object
    const received: unknown = data.data.object.amount_received;
    return [data.data.object.amount_paid, `${data.type}${String(received)}`];
  }

  literal({ data }: EventOf<'stripe', 'charge.dispute.closed'>): readonly ['charge.dispute.closed', unknown] {
    // @ts-expect-error -- the type of another event
    const other: 'charge.dispute.created' = data.type;
    return [data.type, other];
  }

  untyped({ data }: EventOf<'stripe', 'tax_rate.created'>): readonly unknown[] {
    return [data.data.object.id, data.data.object['percentage']];
  }

  thin({ data }: EventOf<'stripe', 'v1.invoice.paid' | 'v2.core.account[identity].updated'>): string | undefined {
    // @ts-expect-error -- a thin event holds no data
    const object: unknown = data.data;
    return data.related_object?.url ?? String(object);
  }

  sameAsStripesOwn({
    data,
  }: EventOf<'stripe', 'payment_intent.succeeded'>): Pick<Stripe.PaymentIntent, 'id' | 'amount'> {
    return data.data.object;
  }
}

describe("the types of Stripe's events", () => {
  it("know every event that Stripe's own library knows", () => {
    const missing: readonly NotKnown[] = [] satisfies readonly never[];
    const isNone: [NotKnown] extends [never] ? true : false = true;
    expect([missing, isNone]).toEqual([[], true]);
    expect(Readers).toBeDefined();
  });

  it('know no name that is misspelt', () => {
    expect(known(['invoice.paid', 'v2.core.event_destination.ping', '*'])).toBeDefined();
    // @ts-expect-error -- no such event
    expect(known(['invoice.payed'])).toBeDefined();
    // @ts-expect-error -- a kind of object alone names no event
    expect(known(['invoice'])).toBeDefined();
  });
});
