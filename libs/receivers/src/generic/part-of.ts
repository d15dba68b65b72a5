import { isHeaderName, type Part } from '../kit/built-in.js';
import { at, body, header, method, publicUrl, signatureField, text } from '../kit/index.js';
import { placeOf } from './place-of.js';

/** How an option names a part of the signed text. */
export const PART_FORMS =
  'body, method, url, text:<text>, field:<name>, header:<name>, query:<name>, json:<dotted path> or form:<name>';

const FIXED: Readonly<Record<string, Part>> = { body, method, url: publicUrl };

/**
 * The part that an entry of a list names; null when it names none. A list of parts and not a template: nothing that a caller sends can
 * be taken for a placeholder.
 * @example partOf('header:x-timestamp')
 */
export function partOf(entry: string): Part | null {
  if (Object.hasOwn(FIXED, entry)) return FIXED[entry] ?? null;
  if (entry.startsWith('text:')) return text(entry.slice('text:'.length));
  if (entry.startsWith('field:')) return signatureField(entry.slice('field:'.length));
  if (entry.startsWith('header:')) {
    const name = entry.slice('header:'.length);
    return isHeaderName(name) ? header(name) : null;
  }
  const place = placeOf(entry);
  return place === null ? null : at(place);
}
