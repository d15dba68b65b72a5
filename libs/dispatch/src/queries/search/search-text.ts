import { compilePath, KancaError } from '@kanca/core';

/** One condition of a search. */
export type SearchTerm =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'data'; readonly path: string; readonly value: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string };

const MAX_LENGTH = 256;
const MAX_TERMS = 8;
/** A word, or a name with `=`, either with parts in quotes. */
const TERM = /(?:[^\s"]|"[^"]*"?)+/g;

/**
 * Reads what was typed into a search. Words stand for themselves, `data.customer.id=c_7` for a value in the data, `header.x-github-event=push`
 * for a header of the request. Quotes keep blanks: `"two words"`, `data.name="Ada Lovelace"`. All conditions must hold.
 * @throws KancaError `invalid_request`
 */
export function readSearch(text: string): readonly SearchTerm[] {
  if (text.length > MAX_LENGTH) throw wrong(`is longer than ${String(MAX_LENGTH)} characters`);
  const terms = (text.match(TERM) ?? []).map(termOf);
  if (terms.length === 0) throw wrong('is empty: give a word, data.<path>=<value> or header.<name>=<value>');
  if (terms.length > MAX_TERMS) throw wrong(`has more than ${String(MAX_TERMS)} conditions`);
  return terms;
}

function termOf(written: string): SearchTerm {
  const [, kind, rest, value] = /^(data|header)\.([^="]{1,200})=(.*)$/s.exec(written) ?? [];
  if (kind === undefined || rest === undefined || value === undefined) return { kind: 'word', text: word(written) };
  if (kind === 'header') return { kind, name: rest.toLowerCase(), value: word(value) };
  const path = `data.${rest}`;
  try {
    compilePath(path);
  } catch (error) {
    if (error instanceof KancaError) throw wrong(`has a path that is none: ${error.message}`);
    throw error;
  }
  return { kind: 'data', path, value: word(value) };
}

function word(written: string): string {
  const text = written.replaceAll('"', '');
  if (text === '') throw wrong('has a condition without a value');
  return text;
}

function wrong(problem: string): KancaError {
  return new KancaError('invalid_request', `q ${problem}.`, { problems: [{ field: 'q', problem }] });
}
