import { type ExactNumber } from './exact-number.js';

/** A decimal number without zeros at either end: 0.`digits` times ten to the power of `point`. Zero has no digits. */
interface Decimal {
  readonly isNegative: boolean;
  readonly digits: string;
  readonly point: number;
}

// A number of an event may be as long as the event, and every filter asks for it: what is worked out of it is kept as long as it is.
const decimals = new WeakMap<ExactNumber, Decimal>();
const losses = new WeakMap<ExactNumber, boolean>();
const canonicals = new WeakMap<ExactNumber, string>();

const PARTS = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Whether a text is a JSON number (RFC 8259 section 6). */
export function isJsonNumber(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
}

/**
 * Compares two JSON numbers by all of their digits. Linear in their lengths, however large the exponents are.
 * @returns negative, 0 or positive, as for `sort`
 * @example compareDecimals('9007199254740993', '9007199254740992') // 1; as JavaScript numbers the two are equal
 */
export function compareDecimals(a: string | ExactNumber, b: string | ExactNumber): number {
  const [left, right] = [decimalOf(a), decimalOf(b)];
  if (left.isNegative !== right.isNegative) return left.isNegative ? -1 : 1;
  return left.isNegative ? -compareSizes(left, right) : compareSizes(left, right);
}

/** Whether the nearest JavaScript number is another number: `9007199254740993` or `1E400`, but not `10.00`. */
export function losesDigits(number: ExactNumber): boolean {
  return readOnce(number, losses, () => {
    const nearest = String(Number(number.text));
    return !isJsonNumber(nearest) || compareDecimals(number, nearest) !== 0;
  });
}

/** One text for every way to write a number: `1e2` and `100` have the same. */
export function canonicalNumber(number: ExactNumber): string {
  return readOnce(number, canonicals, () => {
    if (!losesDigits(number)) return String(number.valueOf() + 0);
    const { isNegative, digits, point } = decimalOf(number);
    return `${isNegative ? '-' : ''}0.${digits}e${String(point)}`;
  });
}

function compareSizes(a: Decimal, b: Decimal): number {
  if (a.digits === '' || b.digits === '') return Number(a.digits !== '') - Number(b.digits !== '');
  if (a.point !== b.point) return a.point < b.point ? -1 : 1;
  if (a.digits === b.digits) return 0;
  return a.digits < b.digits ? -1 : 1;
}

function decimalOf(number: string | ExactNumber): Decimal {
  return typeof number === 'string'
    ? decimalOfText(number)
    : readOnce(number, decimals, () => decimalOfText(number.text));
}

function decimalOfText(text: string): Decimal {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = PARTS.exec(text) ?? [];
  const all = whole + fraction;
  let start = 0;
  while (all[start] === '0') start += 1;
  let end = all.length;
  while (end > start && all[end - 1] === '0') end -= 1;
  if (start === end) return { isNegative: false, digits: '', point: 0 };
  return { isNegative: sign === '-', digits: all.slice(start, end), point: whole.length - start + Number(exponent) };
}

function readOnce<T>(number: ExactNumber, known: WeakMap<ExactNumber, T>, read: () => T): T {
  const before = known.get(number);
  if (before !== undefined) return before;
  const value = read();
  known.set(number, value);
  return value;
}
