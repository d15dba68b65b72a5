import { textOf } from './generic.scheme.js';
import type { UnsignedAttribute } from '../kit/built-in.js';
import type { SourceOptions } from '../kit/index.js';

/** What of an event stands outside of what the sender signs, by where the options of a source say that it stands. */
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
