import { isHeaderName, type Place } from '../kit/built-in.js';
import { inForm, inHeader, inJson, inQuery } from '../kit/index.js';

/** How a place is written in an option. */
export const PLACE_FORMS = 'header:<name>, query:<name>, json:<dotted path> or form:<name>';

/**
 * The place that an option names; null when it names none.
 * @param prefix stands before the value in a header
 * @example placeOf('json:event.id')
 */
export function placeOf(text: string, prefix = ''): Place | null {
  const at = text.indexOf(':');
  const name = text.slice(at + 1).trim();
  if (at === -1 || name === '') return null;
  switch (text.slice(0, at)) {
    case 'header':
      return isHeaderName(name) ? inHeader(name, prefix) : null;
    case 'query':
      return inQuery(name);
    case 'form':
      return inForm(name);
    case 'json': {
      const [first = '', ...rest] = name.split('.');
      return inJson(first, ...rest);
    }
    default:
      return null;
  }
}
