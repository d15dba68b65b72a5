import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { indentedJson } from './indented-json.js';

const asNode = (value: unknown): string => JSON.stringify(value, null, 2).replaceAll('\n', '\r\n');

describe('indentedJson', () => {
  it('lays any JSON out as JSON.stringify does, with CRLF', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(indentedJson(text)).toBe(
          asNode(value).replace(/[\u0085\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
        );
      }),
    );
  });

  it('takes JSON in any layout', () => {
    const value = { a: [1, { b: 'x, {y}: "z"\\' }, []], c: {} };
    expect(indentedJson(JSON.stringify(value, null, '\t'))).toBe(asNode(value));
  });

  it('leaves the spelling of numbers and of escapes', () => {
    expect(indentedJson('[1.50,1E400,"\\u0041"]')).toBe('[\r\n  1.50,\r\n  1E400,\r\n  "\\u0041"\r\n]');
  });

  it('takes twice as long for twice as much, and not four times', () => {
    const ms = (objects: number): number => {
      const text = JSON.stringify({ a: '\\"'.repeat(objects), b: Array.from({ length: objects }, () => ({ n: 1 })) });
      const startedAt = performance.now();
      expect(indentedJson(text).length).toBeGreaterThan(text.length);
      return performance.now() - startedAt;
    };
    ms(10_000);
    // Once it took 7 seconds for 10,000.
    expect(ms(100_000)).toBeLessThan(10_000);
  });

  it('refuses a value that is nested so deep that most of its text would be indents', () => {
    expect(indentedJson(`${'['.repeat(256)}${']'.repeat(256)}`)).toContain('[]');
    expect(() => indentedJson(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toThrow('256 levels');
  });
});
