import { describe, expect, it } from '@jest/globals';
import type { EventOf, WebhookEvent } from '@kanca/core';
import type { HandlerContext } from './handler-context.js';
import { filtersOf } from './handler.js';
import { marksOf, OnWebhook } from './on-webhook.decorator.js';

interface Parcel {
  readonly weight: number;
}

declare module '@kanca/core' {
  interface WebhookProviders {
    parcels: { sent: Parcel; 'lost.forever': Parcel };
  }
}

class Good {
  @OnWebhook('parcels', 'sent')
  typed(event: EventOf<'parcels', 'sent'>, { attempt }: HandlerContext): number {
    return event.data.weight + attempt;
  }

  @OnWebhook('parcels', '*')
  @OnWebhook('parcels', 'lost.forever')
  both(): void {
    // What it does is not the point: that it has two marks is.
  }

  @OnWebhook('*', '*')
  all(event: WebhookEvent): string {
    return event.type;
  }
}

class Bad {
  // @ts-expect-error -- a provider that nobody declared
  @OnWebhook('parcel', 'sent')
  provider(): void {
    throw new Error('never called');
  }

  // @ts-expect-error -- an event of every provider
  @OnWebhook('*', 'sent')
  everywhere(): void {
    throw new Error('never called');
  }

  // @ts-expect-error -- an event that the provider does not have
  @OnWebhook('parcels', 'snet')
  event(): void {
    throw new Error('never called');
  }

  // @ts-expect-error -- a payload of another event
  @OnWebhook('parcels', 'sent')
  payload(event: { readonly data: { readonly colour: string } }): string {
    return event.data.colour;
  }
}

const methodOf = (name: keyof Good): object => Reflect.get(Good.prototype, name);

describe('@OnWebhook', () => {
  it('compiles for what is declared, and for nothing else (see @ts-expect-error above)', () => {
    expect(marksOf(methodOf('typed'))).toEqual([{ provider: 'parcels', event: 'sent', options: {} }]);
    expect(Bad).toBeDefined();
  });

  it('counts twice when it stands there twice', () => {
    expect(marksOf(methodOf('both')).map(({ event }) => event)).toEqual(['lost.forever', '*']);
  });

  it('hears everything when it says so, also what nobody but your own application publishes', () => {
    expect(marksOf(methodOf('all')).flatMap(filtersOf)).toEqual(['*']);
  });
});
