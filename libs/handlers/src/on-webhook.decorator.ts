import type { ProviderName, WebhookEvent } from '@kanca/core';
import type { DataClass } from './data-class.js';
import type { HandlerContext } from './handler-context.js';
import { addMark } from './handler-mark.js';
import type { AnyHandlerOptions, HandlerOptions, ProviderHandlerOptions } from './handler-options.js';
import type {
  AnyText,
  CheckedEvents,
  CheckedProvider,
  EventFor,
  EventOfNobody,
  EventsOf,
  WithClass,
} from './on-webhook.types.js';

/** Belongs on a method that takes such an event; does not compile on another. */
export type HandlesEvent<E extends WebhookEvent> = <M extends (event: E, context: HandlerContext) => unknown>(
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/** One event or several: the names that a decorator was given, as a union. */
type NamesIn<T> = T extends readonly (infer N)[] ? N : T;

/**
 * Calls the method for each event of a provider, from the log: durable, retried on its own, dead-lettered, replayable.
 * `'issues'` hears `github.issues` and everything below it; `'*'` hears all of the provider; a list hears each of its events once.
 * `'*'` in place of the provider hears every event there is, published ones too; with `types` or `where`, some of them.
 * @example
 * @OnWebhook('github', ['push', 'release'], { timeoutMs: 60_000 })
 * async deploy(event: EventOf<'github', 'push' | 'release'>, { signal }: HandlerContext) { await this.deployer.run(event.id, signal); }
 * @example @OnWebhook('*', { types: ['order.*'] })
 * With `data` the method gets an instance of that class: `@OnWebhook('acme', 'order.created', { data: OrderCreated })`.
 */
export function OnWebhook<
  const P extends ProviderName | '*' | AnyText,
  const T extends EventsOf<P> | AnyText | readonly [EventsOf<P> | AnyText, ...(EventsOf<P> | AnyText)[]] =
    EventsOf<P> | readonly [EventsOf<P>, ...EventsOf<P>[]],
  C extends DataClass | undefined = undefined,
>(
  provider: CheckedProvider<P, C>,
  event?: P extends ProviderName ? CheckedEvents<P, T> : EventOfNobody<P, C>,
  options?: P extends '*' ? WithClass<AnyHandlerOptions, C> : WithClass<ProviderHandlerOptions, C>,
): HandlesEvent<EventFor<P, Extract<NamesIn<T>, EventsOf<P>>, C>>;
export function OnWebhook(
  provider: string,
  event: string | readonly string[] | HandlerOptions = '*',
  options: HandlerOptions = {},
) {
  return (_target: object, _name: string | symbol, descriptor: PropertyDescriptor): void => {
    const method: unknown = descriptor.value;
    if (typeof method !== 'function') throw new TypeError('@OnWebhook belongs on a method.');
    if (typeof event === 'string') addMark(method, { provider, events: [event], options });
    else if (isList(event)) addMark(method, { provider, events: event, options });
    else addMark(method, { provider, events: ['*'], options: event });
  };
}

function isList(event: readonly string[] | HandlerOptions): event is readonly string[] {
  return Array.isArray(event);
}
