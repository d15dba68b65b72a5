/**
 * One-dimensional arrays in PostgreSQL's binary format. As text, every element is quoted here and read again there, and a bytea
 * doubles as hex; the statements that run for every event spend a good part of their time on that.
 * Source: `array_recv` in PostgreSQL's arrayfuncs.c. Layout: dimensions, has-null flag, element type, length, lower bound, then
 * for each element its length (-1: null) and its bytes; all numbers are big-endian int32.
 */
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;

/** Object ids of the element types, which are the same in every PostgreSQL. */
const TYPE = { bytea: 17, int4: 23, text: 25, float8: 701, uuid: 2950 } as const;

const HEX_VALUE = new Int8Array(128).fill(-1);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  HEX_VALUE[digit.charCodeAt(0)] = value;
  HEX_VALUE[digit.toUpperCase().charCodeAt(0)] = value;
}

/** `uuid[]` of UUIDs in their usual spelling. @throws RangeError for text that is not a UUID */
export function uuidArray(values: readonly (string | null)[]): Buffer {
  return fixedArray(TYPE.uuid, 16, values, writeUuid);
}

/** `int4[]` */
export function int4Array(values: readonly (number | null)[]): Buffer {
  return fixedArray(TYPE.int4, 4, values, (bytes, at, value) => bytes.writeInt32BE(value, at));
}

/** `float8[]` */
export function float8Array(values: readonly (number | null)[]): Buffer {
  return fixedArray(TYPE.float8, 8, values, (bytes, at, value) => bytes.writeDoubleBE(value, at));
}

/** `text[]` */
export function textArray(values: readonly (string | null)[]): Buffer {
  return variableArray(TYPE.text, values, byteLength, writeText);
}

/** `bytea[]` */
export function byteaArray(values: readonly (Buffer | null)[]): Buffer {
  return variableArray(
    TYPE.bytea,
    values,
    (value) => value.length,
    (bytes, at, value) => value.copy(bytes, at),
  );
}

/** `bytea[]` of texts, in UTF-8. */
export function utf8Array(values: readonly (string | null)[]): Buffer {
  return variableArray(TYPE.bytea, values, byteLength, writeText);
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

function writeText(bytes: Buffer, at: number, text: string): void {
  bytes.write(text, at, 'utf8');
}

type Write<T> = (bytes: Buffer, at: number, value: T) => unknown;

function fixedArray<T>(type: number, size: number, values: readonly (T | null)[], write: Write<T>): Buffer {
  const nulls = values.reduce((count, value) => (value === null ? count + 1 : count), 0);
  const bytes = startArray(
    type,
    values.length,
    nulls > 0,
    values.length * LENGTH_BYTES + (values.length - nulls) * size,
  );
  let at = HEADER_BYTES;
  for (const value of values) {
    at = bytes.writeInt32BE(value === null ? NULL_LENGTH : size, at);
    if (value === null) continue;
    write(bytes, at, value);
    at += size;
  }
  return bytes;
}

function variableArray<T>(
  type: number,
  values: readonly (T | null)[],
  sizeOf: (value: T) => number,
  write: Write<T>,
): Buffer {
  const sizes = values.map((value) => (value === null ? NULL_LENGTH : sizeOf(value)));
  const content = sizes.reduce((sum, size) => sum + LENGTH_BYTES + Math.max(0, size), 0);
  const bytes = startArray(type, values.length, sizes.includes(NULL_LENGTH), content);
  let at = HEADER_BYTES;
  values.forEach((value, index) => {
    const size = sizes[index] ?? NULL_LENGTH;
    at = bytes.writeInt32BE(size, at);
    if (value === null) return;
    write(bytes, at, value);
    at += size;
  });
  return bytes;
}

function startArray(type: number, length: number, hasNulls: boolean, contentBytes: number): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + contentBytes);
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(hasNulls ? 1 : 0, 4);
  bytes.writeInt32BE(type, 8);
  bytes.writeInt32BE(length, 12);
  bytes.writeInt32BE(1, 16);
  return bytes;
}

function writeUuid(bytes: Buffer, start: number, uuid: string): void {
  let at = start;
  for (let index = 0; index < uuid.length; index += 2) {
    if (uuid.charCodeAt(index) === 45) index++;
    const high = HEX_VALUE[uuid.charCodeAt(index)] ?? -1;
    const low = HEX_VALUE[uuid.charCodeAt(index + 1)] ?? -1;
    if (high < 0 || low < 0 || at === start + 16) throw new RangeError(`Not a UUID: ${JSON.stringify(uuid)}`);
    bytes[at++] = (high << 4) | low;
  }
  if (at !== start + 16) throw new RangeError(`Not a UUID: ${JSON.stringify(uuid)}`);
}
