import { describe, expect, it } from '@jest/globals';
import { secondsOf } from './duration-of.js';

describe('a duration', () => {
  it.each([
    ['0', 0],
    ['90', 90],
    ['90s', 90],
    ['15m', 900],
    ['24h', 86_400],
    ['7d', 604_800],
  ])('%s is %i seconds', (text, seconds) => {
    expect(secondsOf('--overlap', text)).toBe(seconds);
  });

  it.each(['', 's', '-1', '1.5h', '1 week', '1w', '1e9', '99999999999'])('is not %j', (text) => {
    expect(() => secondsOf('--overlap', text)).toThrow(
      `--overlap takes a duration such as 90s, 15m, 24h or 7d, got ${JSON.stringify(text)}.`,
    );
  });
});
