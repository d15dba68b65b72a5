import { describe, expect, it } from '@jest/globals';
import { SystemRandomness } from '@kanca/core';
import { defineFormat } from './define-format.js';
import { forgedKey } from './forged-key.js';
import type { Format } from './format.js';
import { BUILT_IN_FORMATS, FormatRegistry } from './format-registry.js';

const lines = defineFormat({
  name: 'lines',
  description: 'A line each.',
  reservedProperties: null,
  body: () => ({ contentType: 'text/plain', bytes: Buffer.from('') }),
  sign: () => ({}),
});

describe('FormatRegistry', () => {
  it('has the formats that Kanca comes with', () => {
    expect(new FormatRegistry().names()).toEqual(['standard', 'cloudevents', 'aspnet', 'fastcomments', 'raw']);
  });

  it('names what there is when a format is not known', () => {
    expect(() => new FormatRegistry().require('standart')).toThrow(
      'format: "standart" (did you mean standard?) is no format: there are standard, cloudevents, aspnet, fastcomments, raw.',
    );
  });

  it('takes a format of a module, once, and keeps it to itself', () => {
    const registry = new FormatRegistry();
    registry.add(lines);
    registry.add(lines);
    expect(registry.require('lines')).toBe(lines);
    expect(() => {
      registry.add({ ...lines });
    }).toThrow('There are two formats named "lines"');
    expect(new FormatRegistry().names()).not.toContain('lines');
  });

  it.each(['__proto__', 'constructor', 'toString'])('does not find %s', (name) => {
    expect(() => new FormatRegistry().require(name)).toThrow('is no format');
  });
});

describe('defineFormat', () => {
  it.each([
    [{ name: 'My Format' }, 'expected lower-case letters'],
    [{ body: undefined }, 'has no body: it is a function that turns an event into bytes'],
    [{ sign: 'x' }, 'has no sign'],
  ])('refuses %j when the program starts', (change, message) => {
    expect(() => defineFormat({ ...lines, ...change } as Format)).toThrow(message);
  });
});

describe('forgedKey', () => {
  it.each(BUILT_IN_FORMATS.map((format) => [format.name, format] as const))(
    'is a key that %s signs with',
    (_name, format) => {
      const [one, other] = [forgedKey(format, new SystemRandomness()), forgedKey(format, new SystemRandomness())];
      expect(one.equals(other)).toBe(false);
      // The format fastcomments writes the key in a header.
      expect(format.readSecret === undefined || /^[\x21-\x7e]+$/.test(one.toString('utf8'))).toBe(true);
    },
  );
});
