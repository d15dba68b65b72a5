import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { hostileForm, hostileMultipart } from './hostile-form.js';
import { hostileJson } from './hostile-json.js';
import { hostileText } from './hostile-text.js';
import { hostileXml } from './hostile-xml.js';
import type { Dice } from './dice.js';

/** Bytes, and what a sender would write about them. */
export interface HostileBody {
  readonly bytes: Buffer;
  readonly type: string;
  readonly encoding?: string;
}

const JSON_TYPES: readonly string[] = [
  'application/json',
  'application/json; charset=utf-8',
  'APPLICATION/JSON',
  'application/json; charset=utf-16',
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
  'application/vnd.api+json',
  'text/json',
];
const OTHER_TYPES: readonly string[] = [
  'text/plain',
  'image/png',
  ';;;',
  '',
  'application/octet-stream',
  'a/b; charset="',
  `x/${'y'.repeat(3_000)}`,
];
const BROKEN_UTF8: readonly string[] = [
  'c3',
  'c0af',
  'edb080',
  'f4908080',
  'fffe7b007d00',
  'feff007b007d',
  'efbbbf7b7d',
  'e282',
  '7b22ff223a317d',
];
/** Larger than the hub under test takes, and next to nothing when it is packed. */
const BOMB = Buffer.alloc(1_000_000, 0x20);
const BOMBS: readonly (readonly [string, Buffer])[] = [
  ['gzip', gzipSync(BOMB)],
  ['br', brotliCompressSync(BOMB)],
  ['deflate', deflateSync(BOMB)],
];

/** A body of any kind that a hub may be sent. */
export function hostileBody(dice: Dice): HostileBody {
  const plain = plainBody(dice);
  return dice.isOneIn(12) ? packed(dice, plain) : plain;
}

function plainBody(dice: Dice): HostileBody {
  switch (dice.below(10)) {
    case 0:
      return {
        bytes: Buffer.from(hostileXml(dice)),
        type: dice.of(['text/xml', 'application/xml; charset=utf-8', 'application/soap+xml'] as const),
      };
    case 1:
      return { bytes: Buffer.from(hostileForm(dice)), type: 'application/x-www-form-urlencoded' };
    case 2: {
      const { type, text } = hostileMultipart(dice);
      return { bytes: Buffer.from(text), type };
    }
    case 3:
      return { bytes: Buffer.from(dice.of(BROKEN_UTF8), 'hex'), type: dice.of(JSON_TYPES) };
    case 4:
      return { bytes: dice.bytes(2_000), type: dice.of([...JSON_TYPES, ...OTHER_TYPES]) };
    case 5:
      return { bytes: Buffer.from(hostileText(dice, 20_000)), type: dice.of(OTHER_TYPES) };
    case 6:
      return { bytes: Buffer.from(hostileJson(dice), 'utf16le'), type: dice.of(JSON_TYPES) };
    default:
      return { bytes: Buffer.from(hostileJson(dice)), type: dice.of(JSON_TYPES) };
  }
}

function packed(dice: Dice, { bytes, type }: HostileBody): HostileBody {
  if (dice.isOneIn(4)) {
    const [encoding, bomb] = dice.of(BOMBS);
    return { bytes: bomb, type, encoding };
  }
  const [encoding, pack] = dice.of([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', (plain: Buffer) => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ['gzip, gzip', (plain: Buffer) => gzipSync(gzipSync(plain))],
    ['gzip', (plain: Buffer) => Buffer.concat([gzipSync(plain), gzipSync(plain)])],
    ['gzip', (plain: Buffer) => plain],
    ['zstd', (plain: Buffer) => plain],
    ['identity', (plain: Buffer) => plain],
  ] as const);
  const whole = pack(bytes);
  return { bytes: dice.isOneIn(4) ? whole.subarray(0, dice.below(whole.length + 1)) : whole, type, encoding };
}
