import { describe, expect, it } from '@jest/globals';
import { utf8Text } from './utf8-text.js';

describe('utf8Text', () => {
  it.each(['x', 'ü', '漢', '🚀', 'hello wörld 🚀 ', '\ufeff', '\0'])(
    'reads %j as node does, short and long',
    (piece) => {
      for (const times of [1, 1_100_000]) {
        const bytes = Buffer.from(piece.repeat(times));
        expect(utf8Text(bytes) === bytes.toString('utf8')).toBe(true);
      }
    },
  );
});
