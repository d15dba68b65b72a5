import { compilePath, ExactNumber } from '@kanca/core';
import type { SearchTerm } from './search-text.js';

/** An event as a search looks at it. */
export interface SearchedEvent {
  readonly datacontenttype: string;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string>> | null;
}

/** Whether the values of paths and headers are where the terms say. Words were found among the bytes. */
export function fitsTerms(event: SearchedEvent, terms: readonly SearchTerm[]): boolean {
  return terms.every((term) => {
    if (term.kind === 'word') return true;
    if (term.kind === 'header') return event.headers?.[term.name] === term.value;
    const found = compilePath(term.path)({ ...event, tenant: '', provider: null, source: '', type: '', subject: null });
    return Array.isArray(found) ? found.some((one) => isWritten(one, term.value)) : isWritten(found, term.value);
  });
}

function isWritten(found: unknown, value: string): boolean {
  if (found instanceof ExactNumber) return found.text === value;
  if (typeof found === 'string') return found === value;
  return found === null || typeof found === 'number' || typeof found === 'boolean' ? String(found) === value : false;
}
