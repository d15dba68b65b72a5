import type { EventName, EventOf, HandledEvent, ProviderName } from '@kanca/core';
import type { DataClass } from './data-class.js';
import type { AnyHandlerOptions } from './handler-options.js';

/**
 * What `@OnWebhook` accepts as its arguments. A wrong name has a sentence as its type, so that the compiler's message is one short line:
 * `Argument of type '"psuh"' is not assignable to parameter of type '"github sends no event 'psuh': did you mean 'push'?"'`.
 */
export type CheckedProvider<P, C = undefined> = P extends ProviderName | '*'
  ? P
  : C extends DataClass
    ? P
    : P extends string
      ? `no receiver '${P}' is imported: add import '@kanca/receivers/${P}'`
      : never;

/** Options with the class of the data. Without a class they keep their name, which the compiler's messages tell. */
export type WithClass<O, C> = C extends DataClass ? O & { readonly data?: C } : O;

/** What stands in the place of the events where nobody has declared them. A class says what they hold, so their names may be any. */
export type EventOfNobody<P, C> = P extends '*'
  ? '*' | WithClass<AnyHandlerOptions, C>
  : C extends DataClass
    ? string | readonly [string, ...string[]]
    : '*' | AnyHandlerOptions;

/** What the method is given: with a class, its instance in the place of what the provider declares. */
export type EventFor<P extends string, N, C> =
  C extends DataClass<infer D>
    ? HandledEvent<P extends '*' ? string : P, D>
    : P extends ProviderName
      ? EventOf<P, Extract<N, EventName<P>>>
      : HandledEvent;

/** One event name, or each name of a list; the tuple is what an editor suggests from in a list. */
export type CheckedEvents<P extends ProviderName, T> = T extends readonly unknown[]
  ? readonly [EventName<P>, ...EventName<P>[]] | { readonly [K in keyof T]: CheckedEvent<P, T[K]> }
  : CheckedEvent<P, T>;

type CheckedEvent<P extends ProviderName, N> =
  N extends EventName<P> ? N : N extends string ? UnknownEvent<P, N> : EventName<P>;

type UnknownEvent<P extends ProviderName, N extends string> = [NearEvent<P, N>] extends [never]
  ? `${P} sends no event '${N}'`
  : `${P} sends no event '${N}': did you mean '${NearEvent<P, N>}'?`;

/** Events whose names begin and end with the letters that the wrong name begins and ends with. */
type NearEvent<P extends ProviderName, N extends string> = Extract<EventName<P>, `${FirstOf<N>}${string}${LastOf<N>}`>;

type FirstOf<S extends string> = S extends `${infer Letter}${string}` ? Letter : never;

type LastOf<S extends string> = S extends `${string}${infer Rest}` ? (Rest extends '' ? S : LastOf<Rest>) : never;

/** Any text, without hiding the names beside it from an editor's suggestions. */
export type AnyText = string & {};

/** The events of a provider; nothing for `'*'` and for a provider that is not imported. */
export type EventsOf<P> = P extends ProviderName ? EventName<P> : never;
