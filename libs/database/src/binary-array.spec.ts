import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { byteaArray, float8Array, int4Array, textArray, utf8Array, uuidArray } from './binary-array.js';

const UUID = '0190f3c2-9a4e-7b1d-8c3f-00ffA0b1C2d3';

/** PostgreSQL itself reads what was written, and says it back. */
describe('binary arrays', () => {
  const client = new Client({ connectionString: process.env['KANCA_TEST_DATABASE_URL'] ?? '' });
  beforeAll(() => client.connect());
  afterAll(() => client.end());

  async function readBack(type: string, bytes: Buffer): Promise<unknown> {
    const { rows } = await client.query<{ value: unknown }>(`SELECT to_json($1::${type}[]) AS value`, [bytes]);
    return rows[0]?.value;
  }

  it.each([
    ['uuid', uuidArray([UUID, null]), [UUID.toLowerCase(), null]],
    ['int4', int4Array([0, -1, 2_147_483_647, null]), [0, -1, 2_147_483_647, null]],
    ['float8', float8Array([0.1, -1e300, null, 1_763_800_000_123]), [0.1, -1e300, null, 1_763_800_000_123]],
    [
      'text',
      textArray(['', 'a "quoted" \\ {one}', null, 'çanta 👜', 'NULL']),
      ['', 'a "quoted" \\ {one}', null, 'çanta 👜', 'NULL'],
    ],
    ['bytea', utf8Array(['ş', null, '']), ['\\xc59f', null, '\\x']],
    ['bytea', byteaArray([Buffer.from([0, 255]), null, Buffer.alloc(0)]), ['\\x00ff', null, '\\x']],
  ])('%s[] arrives as it was, nulls included', async (type, bytes, expected) => {
    expect(await readBack(type, bytes)).toEqual(expected);
  });

  it('an empty array is an array without elements', async () => {
    expect(await readBack('uuid', uuidArray([]))).toEqual([]);
    expect(await readBack('text', textArray([]))).toEqual([]);
  });

  it.each(['', 'not-a-uuid', UUID.slice(1), `${UUID}0`, UUID.replace('9', 'g'), UUID.replace('9', 'ç')])(
    'refuses %j, which is no UUID, instead of writing past its place',
    (value) => {
      expect(() => uuidArray([value])).toThrow(RangeError);
    },
  );
});
