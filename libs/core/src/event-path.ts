import type { WebhookEvent } from './event.js';
import { KancaError } from './kanca-error.js';

/** What filters and order keys may look at. */
export type ReadableEvent = Pick<
  WebhookEvent,
  'tenant' | 'provider' | 'source' | 'type' | 'subject' | 'datacontenttype' | 'data'
>;

/** Reads one value of an event; undefined when it has none there. */
export type EventPath = (event: ReadableEvent) => unknown;

const ATTRIBUTES = ['tenant', 'provider', 'source', 'type', 'subject', 'datacontenttype'] as const;
const MAX_LENGTH = 256;
const MAX_SEGMENTS = 20;

/**
 * A dotted path into an event: an attribute (`subject`), `data`, or anything below it (`data.repository.id`, `data.items.0.sku`).
 * @throws KancaError `invalid_request` naming the path
 */
export function compilePath(path: string): EventPath {
  const problem = problemOfPath(path);
  if (problem !== null) throw new KancaError('invalid_request', problem);
  const attribute = ATTRIBUTES.find((name) => name === path);
  if (attribute !== undefined) return (event) => event[attribute] ?? undefined;
  const segments = path.split('.').slice(1);
  return ({ data }) => segments.reduce(memberOf, data);
}

/** What is wrong with a path, as a sentence; null when nothing is. */
export function problemOfPath(path: string): string | null {
  const shown = JSON.stringify(path.slice(0, MAX_LENGTH));
  const segments = path.split('.');
  if (path.length > MAX_LENGTH || segments.length > MAX_SEGMENTS)
    return `${shown} is too long: at most ${String(MAX_LENGTH)} characters and ${String(MAX_SEGMENTS)} segments.`;
  if (segments.includes('')) return `${shown} has an empty segment.`;
  if (segments[0] === 'data' || ATTRIBUTES.some((name) => name === path)) return null;
  return `${shown} is not a path into an event: use data.<path>, or one of ${ATTRIBUTES.join(', ')}.`;
}

/** Own members only: `constructor` is nobody's data. */
function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
