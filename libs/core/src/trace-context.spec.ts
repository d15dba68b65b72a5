import { describe, expect, it } from '@jest/globals';
import { SeededRandomness } from './randomness.js';
import { childSpan, traceFrom } from './trace-context.js';

const GIVEN = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('trace context', () => {
  it("goes on with the caller's trace", () => {
    expect(traceFrom(GIVEN, new SeededRandomness(1))).toBe(GIVEN);
  });

  it.each([
    undefined,
    '',
    'x',
    GIVEN.replace('00-', 'ff-'),
    '00-00000000000000000000000000000000-b7ad6b7169203331-01',
    `${GIVEN}\r\nx: y`,
  ])('begins a new one for %j', (header) => {
    const trace = traceFrom(header, new SeededRandomness(1));
    expect(trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(trace).not.toBe(header);
  });

  it('gives each attempt a span of its own in the same trace', () => {
    const randomness = new SeededRandomness(1);
    const [first, second] = [childSpan(GIVEN, randomness), childSpan(GIVEN, randomness)];
    expect(first.slice(0, 36)).toBe(GIVEN.slice(0, 36));
    expect(first.slice(52)).toBe('-01');
    expect(new Set([GIVEN, first, second]).size).toBe(3);
  });
});
