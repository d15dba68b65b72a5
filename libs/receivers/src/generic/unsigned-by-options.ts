import { textOf } from './generic.scheme.js';
import type { UnsignedAttribute } from '../kit/built-in.js';
import type { SourceOptions } from '../kit/index.js';

/** Whether the id and the type of an event stand outside of the signed text, by the options of its source. */
export function unsignedByOptions(options: SourceOptions): readonly UnsignedAttribute[] {
  const places = { id: textOf(options, 'eventId'), type: textOf(options, 'eventType') };
  return (['id', 'type'] as const).filter((attribute) => isOutside(places[attribute], options));
}

function isOutside(place: string | undefined, { scheme, signed }: SourceOptions): boolean {
  if (place === undefined || scheme === 'token' || scheme === 'basic') return false;
  const parts: readonly unknown[] = Array.isArray(signed) ? signed : [];
  if (parts.includes(place)) return false;
  return place.startsWith('header:') || (place.startsWith('query:') && !parts.includes('url'));
}
