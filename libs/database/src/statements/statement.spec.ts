import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { bigint, boolean, bytea, float8, int, jsonb, real, text, timestamptz, utf8, uuid } from './parameter-types.js';
import { statement } from './statement.js';

const UUID = '0190f3c2-9a4e-7b1d-8c3f-00ffa0b1c2d3';

describe('statement', () => {
  it('gives each name a place, and each mention of it the same place and its type', () => {
    const made = statement()({
      name: 'move',
      params: { id: uuid, by: int, ids: uuid.array },
      text: 'UPDATE t SET a = a + :by WHERE id = :id OR id = ANY (:ids) OR b > :by',
    });
    expect(made.text).toBe('UPDATE t SET a = a + $1::int WHERE id = $2::uuid OR id = ANY ($3::uuid[]) OR b > $1::int');
  });

  it('binds the values by name, in whatever order they are given', () => {
    const made = statement()({ name: 'pair', params: { left: int, right: text }, text: 'SELECT :right, :left' });
    expect(made.bind({ left: 1, right: 'r' })).toEqual({
      name: 'pair',
      text: 'SELECT $1::text, $2::int',
      values: ['r', 1],
    });
  });

  it('refuses a name in the text that is not declared', () => {
    expect(() => statement()({ name: 'wrong', params: { id: uuid }, text: 'SELECT :id, :idd' })).toThrow(
      'Statement wrong: :idd stands in the text and not in params.',
    );
  });

  it('refuses a declared name that is not in the text', () => {
    expect(() => statement()({ name: 'wrong', params: { id: uuid, more: int }, text: 'SELECT :id' })).toThrow(
      'Statement wrong: more stands in params, and :more not in the text.',
    );
  });

  it('refuses a parameter by its position', () => {
    expect(() => statement()({ name: 'wrong', params: {}, text: 'SELECT $1' })).toThrow(
      'Statement wrong: $1 stands in the text: give the parameter a name, :name.',
    );
  });

  it('takes no name that every object has for a declared one', () => {
    expect(() => statement()({ name: 'wrong', params: {}, text: 'SELECT :constructor' })).toThrow(TypeError);
  });

  it.each([
    ['a cast', 'SELECT a::int, b :: text'],
    ['a string', "SELECT ':a', 'it''s :a', '$1'"],
    ['a string with escapes', String.raw`SELECT E'\':a', e'\\', 1`],
    ['a string that only looks as if it had escapes', String.raw`SELECT '\', ':a'`],
    ['a quoted identifier', 'SELECT ":a", "$1", "b "":a"'],
    ['a comment', 'SELECT 1 -- :a and $1\n, 2'],
    ['a comment in a comment', 'SELECT 1 /* :a /* :b */ :c $1 */, 2'],
    ['dollar quotes', 'DO $$ :a $1 $$, $fn$ :b $$ :c $fn$'],
    ['an assignment', 'SELECT f(a := 1, b:=2)'],
    ['the slice of an array', 'SELECT a[lower:upper], a[1:2]'],
    ['a dollar in an identifier', 'SELECT a$1, b$$c'],
  ])('leaves %s as it is', (_, sql) => {
    expect(statement()({ name: 'as-it-is', text: sql }).text).toBe(sql);
  });

  it.each([
    ['a cast of it', 'SELECT :a::text', 'SELECT $1::int::text'],
    ['a string before it', "SELECT 'x' || :a", "SELECT 'x' || $1::int"],
    ['a comment before it', 'SELECT 1 /* :b */ + :a -- :c', 'SELECT 1 /* :b */ + $1::int -- :c'],
    ['a bracket before it', 'SELECT b[:a], (:a)', 'SELECT b[$1::int], ($1::int)'],
    ['a string without an end', "SELECT :a, 'x", "SELECT $1::int, 'x"],
  ])('finds a parameter with %s', (_, sql, compiled) => {
    expect(statement()({ name: 'found', params: { a: int }, text: sql }).text).toBe(compiled);
  });

  describe('in PostgreSQL', () => {
    const client = new Client({ connectionString: process.env['KANCA_TEST_DATABASE_URL'] ?? '' });
    beforeAll(() => client.connect());
    afterAll(() => client.end());

    it('each type arrives as it was, alone and as an array', async () => {
      const types = {
        a: text,
        b: uuid,
        c: int,
        d: float8,
        e: bytea,
        f: utf8,
        g: real,
        h: boolean,
        i: bigint,
        j: timestamptz,
        k: jsonb,
        l: text.array,
        m: uuid.array,
        n: int.array,
        o: float8.array,
        p: utf8.array,
      };
      const echo = statement()({
        name: 'echo',
        params: types,
        text: `SELECT array_to_json(ARRAY[${Object.keys(types)
          .map((name) => `to_json(:${name})`)
          .join(', ')}]) AS values`,
      });
      const { text: sql, values } = echo.bind({
        a: 'ç "a"',
        b: UUID,
        c: -1,
        d: 0.1,
        e: Buffer.from([0, 255]),
        f: 'ş',
        g: 0.5,
        h: true,
        i: '9007199254740993',
        j: '2026-01-02 03:04:05.678901+00',
        k: { deep: [1] },
        l: ['x', null],
        m: [UUID, null],
        n: [1, null],
        o: [1.5, null],
        p: ['ş', null],
      });
      await client.query(`SET TIME ZONE 'UTC'`);
      const { rows } = await client.query<{ values: unknown }>(sql, [...values]);
      expect(JSON.stringify(rows[0]?.values)).toBe(
        JSON.stringify([
          'ç "a"',
          UUID,
          -1,
          0.1,
          '\\x00ff',
          '\\xc59f',
          0.5,
          true,
          Number('9007199254740993'),
          '2026-01-02T03:04:05.678901+00:00',
          { deep: [1] },
          ['x', null],
          [UUID, null],
          [1, null],
          [1.5, null],
          ['\\xc59f', null],
        ]),
      );
    });

    it('null is null in every type that takes it', async () => {
      const nulls = statement<{ all: boolean }>()({
        name: 'nulls',
        params: { a: text.orNull, b: jsonb.orNull, c: uuid.array.orNull, d: utf8.orNull },
        text: 'SELECT num_nulls(:a, :b, :c, :d) = 4 AS all',
      });
      const { text: sql, values } = nulls.bind({ a: null, b: null, c: null, d: null });
      const { rows } = await client.query<{ all: boolean }>(sql, [...values]);
      expect(rows).toEqual([{ all: true }]);
    });
  });
});
