import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BoundedBody } from './bounded-body.js';

describe('BoundedBody', () => {
  it('keeps the first bytes, however they are cut, and says when one did not fit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 3_000 }), { maxLength: 12 }),
        fc.nat({ max: 9_000 }),
        (chunks, maxBytes) => {
          const body = new BoundedBody(maxBytes);
          const all = Buffer.concat(chunks);
          const fits = chunks.map((chunk) => body.append(Buffer.from(chunk)));
          expect(body.toBuffer().equals(all.subarray(0, maxBytes))).toBe(true);
          expect(fits.every(Boolean)).toBe(all.length <= maxBytes);
        },
      ),
    );
  });
});
