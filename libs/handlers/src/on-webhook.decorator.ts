import 'reflect-metadata';
import type { EventName, EventOf, ProviderName, WebhookEvent } from '@kanca/core';
import type { HandlerContext } from './handler-context.js';
import type { HandlerOptions } from './handler-options.js';

/** What `@OnWebhook` leaves on a method. */
export interface HandlerMark {
  readonly provider: string;
  readonly event: string;
  readonly options: HandlerOptions;
}

const MARKS = Symbol('kanca:handler-marks');

/** Belongs on a method that takes such an event; does not compile on another. */
export type HandlesEvent<E extends WebhookEvent> = <M extends (event: E, context: HandlerContext) => unknown>(
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/**
 * Calls the method for each event of a provider, from the log: durable, retried on its own, dead-lettered, replayable.
 * `'issues'` hears `github.issues` and everything below it; `'*'` hears all of the provider.
 * @example
 * @OnWebhook('github', 'push', { timeoutMs: 60_000 })
 * async deploy(event: EventOf<'github', 'push'>, { signal }: HandlerContext) { await this.deployer.run(event.data.after, signal); }
 */
export function OnWebhook<const P extends ProviderName, const T extends EventName<P>>(
  provider: P,
  event: T,
  options?: HandlerOptions,
): HandlesEvent<EventOf<P, T>>;
/** Calls the method for every event there is, published ones too. */
export function OnWebhook(provider: '*', event: '*', options?: HandlerOptions): HandlesEvent<WebhookEvent>;
export function OnWebhook(provider: string, event: string, options: HandlerOptions = {}) {
  return (_target: object, _name: string | symbol, descriptor: PropertyDescriptor): void => {
    const method: unknown = descriptor.value;
    if (typeof method !== 'function') throw new TypeError('@OnWebhook belongs on a method.');
    // A second decorator on the same method adds to the first.
    Reflect.defineMetadata(MARKS, [...marksOf(method), { provider, event, options }], method);
  };
}

/** The marks on a method; none when it handles nothing. */
export function marksOf(method: object): readonly HandlerMark[] {
  const marks: unknown = Reflect.getMetadata(MARKS, method);
  return Array.isArray(marks) ? (marks as readonly HandlerMark[]) : [];
}
