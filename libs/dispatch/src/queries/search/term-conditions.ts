import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { SearchTerm } from './search-text.js';
import { casesOf, writtenForms } from './written-forms.js';

/** Of larger data only the beginning is looked at. */
export const SEARCHED_BYTES = 1_048_576;

/** The data of event `e`, and the headers of the request that brought it. */
export const DATA_OF_EVENT = bodyOf('content', 'e.data_id');
export const HEADERS_OF_EVENT = bodyOf('headers', 'e.raw_id');

/**
 * Narrows a query over events `e` to those whose bytes can fit the terms. A word fits by that alone; whether the value of a path or header is where
 * the term says has to be looked at (`fitsTerms`).
 */
export function filterByTerms(find: SelectQueryBuilder<ObjectLiteral>, terms: readonly SearchTerm[]): void {
  terms.forEach((term, index) => {
    const name = `term${String(index)}`;
    if (term.kind === 'header') {
      find.andWhere(holdsOneOf(find, 'headers', 'e.raw_id', writtenForms(term.value), name));
      return;
    }
    if (term.kind === 'data') {
      const member = term.path.split('.').at(-1) ?? '';
      // The place in a list has no name among the bytes.
      if (!/^\d+$/.test(member))
        find.andWhere(holdsOneOf(find, 'content', 'e.data_id', writtenForms(member), `${name}Member`));
      find.andWhere(holdsOneOf(find, 'content', 'e.data_id', writtenForms(term.value), name));
      return;
    }
    const forms = casesOf(term.text).flatMap(writtenForms);
    find.setParameter(`${name}Text`, term.text);
    const places = [
      `e.subject = :${name}Text`,
      `e.type = :${name}Text`,
      holdsOneOf(find, 'content', 'e.data_id', forms, name),
      // The id of a delivery is often in a header only.
      holdsOneOf(find, 'headers', 'e.raw_id', forms, name),
    ];
    find.andWhere(`(${places.join(' OR ')})`);
  });
}

function holdsOneOf(
  find: SelectQueryBuilder<ObjectLiteral>,
  column: 'content' | 'headers',
  id: string,
  forms: readonly Buffer[],
  name: string,
): string {
  const held = forms.map((form, index) => {
    find.setParameter(`${name}Form${String(index)}`, form);
    return `position(:${name}Form${String(index)}::bytea IN substring(b.${column} FOR ${String(SEARCHED_BYTES)})) > 0`;
  });
  // OFFSET keeps the planner from joining: it would read the bodies of every event for the sake of a hundred.
  return `EXISTS (SELECT FROM kanca.bodies b WHERE b.tenant = e.tenant AND b.id = ${id} AND (${held.join(' OR ')}) OFFSET 0)`;
}

function bodyOf(column: 'content' | 'headers', id: string): string {
  return `(SELECT b.${column} FROM kanca.bodies b WHERE b.tenant = e.tenant AND b.id = ${id})`;
}
