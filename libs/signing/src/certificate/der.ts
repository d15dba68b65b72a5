/** The tags of ASN.1 that a certificate needs. Source: ITU-T X.690. */
const TAGS = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const LONG_FORM = 0x80;

/** One value in DER: its tag, its length, its content. */
export function der(tag: keyof typeof TAGS, ...content: readonly Buffer[]): Buffer {
  return tagged(TAGS[tag], ...content);
}

/** A value behind a tag of its context, `[n] EXPLICIT`. */
export function derContext(n: number, ...content: readonly Buffer[]): Buffer {
  return tagged(0xa0 + n, ...content);
}

/** @param oid `2.5.4.3` */
export function derOid(oid: string): Buffer {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number);
  return der('objectIdentifier', Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** In UTC, without fractions. Always with four digits for the year, which every reader takes, although RFC 5280 has two before 2050. */
export function derTime(at: Date): Buffer {
  const text = at.toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '');
  return der('generalizedTime', Buffer.from(text));
}

function tagged(tag: number, ...content: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(bytes.length)]), bytes]);
}

function lengthOf(length: number): number[] {
  if (length < LONG_FORM) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return [LONG_FORM + bytes.length, ...bytes];
}

function base128(arc: number): number[] {
  const bytes = [arc & 0x7f];
  for (let rest = arc >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
