import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tamperedBody } from './tampered-body.js';

describe('tamperedBody', () => {
  it.each([
    ['{"id":"evt_1","data":{"n":12345}}', '{"id":"evt_1","data":{"n":12346}}'],
    ['{"data":{"n":9}}', '{"data":{"n":8}}'],
    ['{"data":{}}', '{"data":{}} '],
    ['', ' '],
  ])('makes %j into %j', (body, tampered) => {
    expect(tamperedBody(Buffer.from(body)).toString()).toBe(tampered);
  });

  it('makes other JSON of any JSON, and leaves the original alone', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const body = Buffer.from(text);
        const tampered = tamperedBody(body);
        expect(tampered.equals(body)).toBe(false);
        expect(() => JSON.parse(tampered.toString()) as unknown).not.toThrow();
        expect(body.toString()).toBe(text);
      }),
    );
  });
});
