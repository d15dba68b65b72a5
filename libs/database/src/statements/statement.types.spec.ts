import { describe, expect, it } from '@jest/globals';
import { int, text, uuid } from './parameter-types.js';
import { statement, type SqlRunner } from './statement.js';

const find = statement<{ count: number }>()({
  name: 'find',
  params: { ids: uuid.array, tenant: text, most: int.orNull },
  text: 'SELECT count(*)::int AS count FROM t WHERE id = ANY (:ids) AND tenant = :tenant LIMIT :most',
});
const now = statement<{ now: Date }>()({ name: 'now', text: 'SELECT now() AS now' });

/** The compiler is the test: a line below `@ts-expect-error` that compiled would be an error of the type check. */
describe('the parameters of a statement', () => {
  const bound: unknown[] = [];
  const sql: SqlRunner = {
    run: (given, parameters) => {
      bound.push(given.bind(parameters).values);
      return Promise.resolve([]);
    },
  };
  const ids: readonly string[] = [];

  it('are those that it declares, with their types', async () => {
    await sql.run(find, { ids, tenant: 'a', most: null });
    await sql.run(find, { most: 2, tenant: 'a', ids });
    await sql.run(now, {});
    expect(bound).toEqual([[expect.any(Buffer), 'a', null], [expect.any(Buffer), 'a', 2], []]);
  });

  it('do not compile with one missing, one too many, or one of another type', () => {
    const wrong = [
      // @ts-expect-error `most` is missing
      () => sql.run(find, { ids, tenant: 'a' }),
      // @ts-expect-error `more` is not declared
      () => sql.run(find, { ids, tenant: 'a', most: 1, more: 2 }),
      // @ts-expect-error a text is no number
      () => sql.run(find, { ids, tenant: 1, most: 1 }),
      // @ts-expect-error one id is no list of ids
      () => sql.run(find, { ids: 'one', tenant: 'a', most: 1 }),
      // @ts-expect-error a tenant cannot be null
      () => sql.run(find, { ids, tenant: null, most: 1 }),
      // @ts-expect-error they are given by name
      () => sql.run(find, [ids, 'a', 1]),
      // @ts-expect-error it has none
      () => sql.run(now, { at: 1 }),
    ];
    expect(wrong).toHaveLength(7);
  });

  it('tell nothing of its rows, which it declares itself', async () => {
    const [row] = await sql.run(find, { ids, tenant: 'a', most: null });
    const count: number | undefined = row?.count;
    // @ts-expect-error the rows have no such column
    const other: unknown = row?.other;
    expect([count, other]).toEqual([undefined, undefined]);
  });
});
