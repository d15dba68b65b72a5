import { createHash } from 'node:crypto';
import type { WebhookEvent } from '@kanca/core';
import type { HandlerContext } from './handler-context.js';
import type { HandlerMark } from './on-webhook.decorator.js';
import type { HandlerOptions } from './handler-options.js';

/** A method that handles events, found in the application. */
export interface Handler {
  /** UUID, the same on every replica and after every restart: made from the name. */
  readonly id: string;
  readonly name: string;
  readonly filters: readonly string[];
  readonly options: HandlerOptions;
  readonly invoke: (event: WebhookEvent, context: HandlerContext) => unknown;
}

/** The patterns of `@OnWebhook('github', 'issues')`: the event and everything below it. */
export function filtersOf({ provider, event }: HandlerMark): readonly string[] {
  if (provider === '*') return ['*'];
  return event === '*' ? [`${provider}.*`] : [`${provider}.${event}`, `${provider}.${event}.*`];
}

/** A UUID (version 8, RFC 9562) of a handler's name, so that replicas agree without asking each other. */
export function handlerId(name: string): string {
  const hash = createHash('sha256').update(`kanca handler ${name}`).digest();
  hash[6] = 0x80 | ((hash[6] ?? 0) & 0x0f);
  hash[8] = 0x80 | ((hash[8] ?? 0) & 0x3f);
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
