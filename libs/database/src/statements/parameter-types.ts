import { byteaArray, float8Array, int4Array, textArray, utf8Array, uuidArray } from '../binary-array.js';

/** How the values of one parameter of a statement go to PostgreSQL. */
export interface ParameterType<T> {
  /** The type of the parameter in SQL: the statement is written without casts, and each mention gets this one. */
  readonly sql: string;
  /** What the driver is given. */
  encode(value: T): unknown;
}

/** A type that also takes null. */
export interface NullableType<T> extends ParameterType<T> {
  readonly orNull: ParameterType<T | null>;
}

/** A type that also comes as an array, whose elements may be null. Arrays go in binary, see `binary-array.ts`. */
export interface ElementType<T> extends NullableType<T> {
  readonly array: NullableType<readonly (T | null)[]>;
}

/** A parameter of a statement: PostgreSQL's `text`. */
export const text = element<string>('text', textArray);
/** A UUID in its usual spelling. An array throws a RangeError for a text that is not one. */
export const uuid = element<string>('uuid', uuidArray);
/** A whole number of 32 bits. */
export const int = element<number>('int', int4Array);
/** A parameter of a statement: PostgreSQL's `float8`, 8 bytes. */
export const float8 = element<number>('float8', float8Array);
/** A parameter of a statement: PostgreSQL's `bytea`. */
export const bytea = element<Buffer>('bytea', byteaArray);
/** Bytes that are given as text, in UTF-8. */
export const utf8 = element<string>('bytea', utf8Array, (value) => Buffer.from(value));
/** A parameter of a statement: PostgreSQL's `real`, 4 bytes, or NULL. */
export const real = nullable<number>('real');
/** A parameter of a statement: PostgreSQL's `boolean`, or NULL. */
export const boolean = nullable<boolean>('boolean');
/** A whole number of 64 bits; as text where it may be larger than a number of JavaScript. */
export const bigint = element<number | string>('bigint', (values) => values);
/** A moment. As text it keeps its microseconds, which a Date has not. */
export const timestamptz = nullable<Date | string>('timestamptz');
/** Any JSON value. */
export const jsonb = nullable<object>('jsonb', (value) => JSON.stringify(value));

function nullable<T>(sql: string, encode: (value: T) => unknown = (value) => value): NullableType<T> {
  return { sql, encode, orNull: { sql, encode: (value) => (value === null ? null : encode(value)) } };
}

function element<T>(
  sql: string,
  encodeArray: (values: readonly (T | null)[]) => unknown,
  encode?: (value: T) => unknown,
): ElementType<T> {
  return { ...nullable<T>(sql, encode), array: nullable(`${sql}[]`, encodeArray) };
}
