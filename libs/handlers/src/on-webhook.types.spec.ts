import { describe, expect, it } from '@jest/globals';
import type { EventOf, HandledEvent, WebhookEvent } from '@kanca/core';
import type { HandlerContext } from './handler-context.js';
import { marksOf } from './handler-mark.js';
import { filtersOf, whereOf } from './handler.js';
import { OnWebhook } from './on-webhook.decorator.js';
import { IsInt, IsString } from 'class-validator';

interface Parcel {
  readonly weight: number;
}

declare module '@kanca/core' {
  interface WebhookProviders {
    parcels: { sent: Parcel; 'lost.forever': Parcel; asked: { readonly question: string } };
  }
}

class Sending {
  @IsInt()
  weight!: number;

  describe(): string {
    return `${String(this.weight)} kg`;
  }
}

class Question {
  @IsString()
  question!: string;
}

class Good {
  @OnWebhook('parcels', 'sent', { data: Sending })
  instance({ data, provider }: HandledEvent<'parcels', Sending>): string {
    return `${String(provider)}: ${data.describe()}`;
  }

  // Nobody has declared what acme sends: the class says it.
  @OnWebhook('acme', ['order.created', 'order.changed'], { data: Question, sources: ['shop'] })
  undeclared({ data }: HandledEvent<'acme', Question>): string {
    return data.question;
  }

  @OnWebhook('*', { types: ['order.*'], data: Question })
  published({ data }: HandledEvent<string, Question>): string {
    return data.question;
  }

  @OnWebhook('parcels', 'sent')
  typed(event: EventOf<'parcels', 'sent'>, { attempt }: HandlerContext): number {
    return event.data.weight + attempt;
  }

  @OnWebhook('parcels', ['sent', 'asked'], { sources: ['acme', 'default'], where: { 'data.weight': { $gt: 5 } } })
  several(event: EventOf<'parcels', 'sent' | 'asked'>): number | string {
    return 'weight' in event.data ? event.data.weight : event.data.question;
  }

  @OnWebhook('parcels', '*')
  @OnWebhook('parcels', ['lost.forever'])
  both(): void {
    // What it does is not the point: that it has two marks is.
  }

  @OnWebhook('parcels', 'sent', { orderBy: 'data.weight', onPoison: 'block', order: 10, name: 'ordered' })
  ordered(event: HandledEvent): string {
    return event.idempotencyKey;
  }

  @OnWebhook('*', '*')
  all(event: WebhookEvent): string {
    return event.type;
  }

  @OnWebhook('*')
  everything(event: HandledEvent): unknown {
    return event.data;
  }

  @OnWebhook('*', { types: ['order.placed', 'invoice.*'], orderBy: 'subject' })
  some(event: HandledEvent): string {
    return event.type;
  }
}

class Bad {
  // @ts-expect-error -- another class
  @OnWebhook('parcels', 'sent', { data: Sending })
  otherClass({ data }: HandledEvent<'parcels', Question>): string {
    return data.question;
  }

  // @ts-expect-error -- another class, of published events
  @OnWebhook('*', { types: ['order.*'], data: Sending })
  otherPublished({ data }: HandledEvent<string, Question>): string {
    return data.question;
  }

  // @ts-expect-error -- another class, of a provider that nobody has declared
  @OnWebhook('acme', 'order.created', { data: Sending })
  otherUndeclared({ data }: HandledEvent<'acme', Question>): string {
    return data.question;
  }

  // @ts-expect-error -- a misspelt event of a declared provider, also with a class
  @OnWebhook('parcels', 'snet', { data: Sending })
  misspelt(): void {
    throw new Error('never called');
  }

  // @ts-expect-error -- an instance in place of its class
  @OnWebhook('parcels', 'sent', { data: new Sending() })
  notAClass(): void {
    throw new Error('never called');
  }

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

  // @ts-expect-error -- one event in a list that the provider does not have
  @OnWebhook('parcels', ['sent', 'snet'])
  events(): void {
    throw new Error('never called');
  }

  // @ts-expect-error -- no event at all
  @OnWebhook('parcels', [])
  none(): void {
    throw new Error('never called');
  }

  // @ts-expect-error -- the payload of one event only, where two are heard
  @OnWebhook('parcels', ['sent', 'asked'])
  half(event: EventOf<'parcels', 'sent'>): number {
    return event.data.weight;
  }

  // @ts-expect-error -- a type beside the names of events
  @OnWebhook('parcels', 'sent', { types: ['order.*'] })
  types(): void {
    throw new Error('never called');
  }

  // @ts-expect-error -- the source of no provider
  @OnWebhook('*', { sources: ['acme'] })
  sources(): void {
    throw new Error('never called');
  }

  // @ts-expect-error -- a path that leads nowhere
  @OnWebhook('parcels', 'sent', { orderBy: 'weight' })
  path(): void {
    throw new Error('never called');
  }

  // @ts-expect-error -- an option that does not exist
  @OnWebhook('parcels', 'sent', { timeout: 5 })
  option(): void {
    throw new Error('never called');
  }

  // @ts-expect-error -- a payload of another event
  @OnWebhook('parcels', 'sent')
  payload(event: { readonly data: { readonly colour: string } }): string {
    return event.data.colour;
  }
}

const marksOn = (name: keyof Good): ReturnType<typeof marksOf> => marksOf(Reflect.get(Good.prototype, name));
const filtersOn = (name: keyof Good): readonly string[] => marksOn(name).flatMap(filtersOf);

describe('@OnWebhook', () => {
  it('compiles for declared events, and for nothing else (see @ts-expect-error above)', () => {
    expect(marksOn('typed')).toEqual([{ provider: 'parcels', events: ['sent'], options: {} }]);
    expect(Bad).toBeDefined();
  });

  it('hears an event and everything below it', () => {
    expect(filtersOn('typed')).toEqual(['parcels.sent', 'parcels.sent.*']);
  });

  it('hears several events as one handler', () => {
    expect(marksOn('several')).toHaveLength(1);
    expect(filtersOn('several')).toEqual(['parcels.sent', 'parcels.sent.*', 'parcels.asked', 'parcels.asked.*']);
  });

  it('hears the sources that it names, beside its own filter', () => {
    expect(marksOn('several').map(whereOf)).toEqual([
      { source: { $in: ['/parcels/acme', '/parcels', '/parcels/default'] }, 'data.weight': { $gt: 5 } },
    ]);
  });

  it('counts twice when it stands there twice', () => {
    expect(marksOn('both').map(({ events }) => events)).toEqual([['lost.forever'], ['*']]);
  });

  it.each(['all', 'everything'] as const)('hears what your own application publishes, too, where %s does', (name) => {
    expect(filtersOn(name)).toEqual(['*']);
    expect(marksOn(name).map(whereOf)).toEqual([null]);
  });

  it('hears the types that it names, of every provider', () => {
    expect(filtersOn('some')).toEqual(['order.placed', 'invoice.*']);
  });
});
