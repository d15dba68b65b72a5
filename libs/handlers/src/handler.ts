import { createHash } from 'node:crypto';
import type { HandledEvent, Where } from '@kanca/core';
import type { HandlerContext } from './handler-context.js';
import type { HandlerMark } from './handler-mark.js';
import type { HandlerOptions } from './handler-options.js';

/** A method that handles events, found in the application. */
export interface Handler {
  /** UUID, the same on every replica and after every restart: made from the name. */
  readonly id: string;
  readonly name: string;
  readonly filters: readonly string[];
  /** Its own filter and its sources together; null for every event that passes `filters`. */
  readonly where: Where | null;
  readonly options: HandlerOptions;
  readonly invoke: (event: HandledEvent, context: HandlerContext) => unknown;
}

/** The type patterns of a mark. `@OnWebhook('github', 'issues')` means the event and everything below it. */
export function filtersOf({ provider, events, options }: HandlerMark): readonly string[] {
  if (provider === '*') return options.types ?? ['*'];
  return events.flatMap((event) =>
    event === '*' ? [`${provider}.*`] : [`${provider}.${event}`, `${provider}.${event}.*`],
  );
}

/** What a mark asks of an event beside its type. A source called `default` is hardly ever there beside the one without a name. */
export function whereOf({ provider, options: { sources, where } }: HandlerMark): Where | null {
  if (sources === undefined) return where ?? null;
  const uris = sources.flatMap((name) => [...(name === 'default' ? [`/${provider}`] : []), `/${provider}/${name}`]);
  return { source: { $in: uris }, ...where };
}

/** What tells two decorators on one method apart. */
export function labelOf({ provider, events, options }: HandlerMark): string {
  return provider === '*' && options.types !== undefined ? options.types.join(',') : `${provider}.${events.join(',')}`;
}

/** A UUID (version 8, RFC 9562) of a handler's name, so that replicas agree without asking each other. */
export function handlerId(name: string): string {
  const hash = createHash('sha256').update(`kanca handler ${name}`).digest();
  hash[6] = 0x80 | ((hash[6] ?? 0) & 0x0f);
  hash[8] = 0x80 | ((hash[8] ?? 0) & 0x3f);
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
