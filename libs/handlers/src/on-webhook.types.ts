import type { EventName, ProviderName } from '@kanca/core';

/**
 * What `@OnWebhook` accepts as its arguments. A wrong name has a sentence as its type, so that the compiler's message is one short line:
 * `Argument of type '"psuh"' is not assignable to parameter of type '"github sends no event 'psuh': did you mean 'push'?"'`.
 */
export type CheckedProvider<P> = P extends ProviderName | '*'
  ? P
  : P extends string
    ? `no receiver '${P}' is imported: add import '@kanca/receivers/${P}'`
    : never;

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
