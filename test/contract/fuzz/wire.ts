import type { Dice } from './dice.js';
import type { Draft } from './draft.js';

/** The very bytes of a request, and whether it ends before it said it would. */
export interface Wire {
  readonly bytes: Buffer;
  readonly isCut: boolean;
}

/** A request as HTTP/1.1 has it, its length well told. */
export function written(draft: Draft): Wire {
  return {
    bytes: Buffer.concat([head(draft, [`content-length: ${String(draft.body.length)}`]), draft.body]),
    isCut: false,
  };
}

/** The same in one of the ways in which clients, proxies and attackers frame a body. */
export function hostilelyWritten(draft: Draft, dice: Dice): Wire {
  const { body } = draft;
  const length = (told: string | number): string => `content-length: ${String(told)}`;
  const chunkedBody = (): Buffer => Buffer.concat([head(draft, ['transfer-encoding: chunked']), ...chunks(body, dice)]);
  switch (dice.below(8)) {
    case 0:
      return { bytes: chunkedBody(), isCut: false };
    case 1: {
      const whole = chunkedBody();
      return { bytes: whole.subarray(0, dice.below(whole.length)), isCut: true };
    }
    case 2:
      return {
        bytes: Buffer.concat([head(draft, [length(body.length + 1 + dice.below(1_000_000))]), body]),
        isCut: true,
      };
    case 3:
      return { bytes: Buffer.concat([head(draft, [length(dice.below(body.length + 1))]), body]), isCut: false };
    case 4:
      return {
        bytes: Buffer.concat([
          head(draft, [length(dice.of(['-1', '1e9', 'x', '', '0x10', '+5', '99999999999999999999']))]),
          body,
        ]),
        isCut: true,
      };
    case 5:
      return {
        bytes: Buffer.concat([head(draft, [length(body.length), 'transfer-encoding: chunked']), ...chunks(body, dice)]),
        isCut: true,
      };
    case 6:
      return { bytes: Buffer.concat([head(draft, [length(body.length), length(body.length + 1)]), body]), isCut: true };
    default:
      return {
        bytes: Buffer.concat([
          head(draft, ['transfer-encoding: chunked']),
          Buffer.from(dice.of(['zz\r\n', '-1\r\n', 'fffffffffffffffff\r\n', '5\r\nab', '0\r\nx: y\r\n\r\n'])),
          body,
        ]),
        isCut: true,
      };
  }
}

function head({ method, url, lines }: Draft, framing: readonly string[]): Buffer {
  const own = lines.filter(([name]) => !['content-length', 'transfer-encoding', 'expect'].includes(name));
  const text = [
    `${method} ${url} HTTP/1.1`,
    'host: hooks.example.com',
    ...own.map(([name, value]) => `${name}: ${value}`),
    ...framing,
  ];
  return Buffer.from(`${text.join('\r\n')}\r\n\r\n`, 'latin1');
}

function* chunks(body: Buffer, dice: Dice): Generator<Buffer> {
  const size = 1 + Math.max(dice.below(64), Math.floor(body.length / 200));
  for (let at = 0; at < body.length; at += size) {
    const chunk = body.subarray(at, at + size);
    yield Buffer.from(`${chunk.length.toString(16)}${dice.isOneIn(9) ? ';ext="x"' : ''}\r\n`);
    yield chunk;
    yield Buffer.from('\r\n');
  }
  yield Buffer.from('0\r\n\r\n');
}
