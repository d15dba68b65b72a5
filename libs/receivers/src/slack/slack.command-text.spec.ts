import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CommandTextError, parseActionWithParameters, parseActionWithValue } from './slack.command-text.js';

function parametersOf(text: string): Record<string, readonly string[]> {
  return Object.fromEntries(parseActionWithParameters(`do ${text}`).parameters);
}

describe('parseActionWithValue', () => {
  it.each([
    ['', '', ''],
    ['   ', '', ''],
    ['query', 'query', ''],
    ['query milk', 'query', 'milk'],
    ['  query   milk and  honey ', 'query', 'milk and  honey'],
    ['query\tmilk', 'query', 'milk'],
  ])('%j is the action %j and the value %j', (text, action, value) => {
    expect(parseActionWithValue(text)).toEqual({ action, value });
  });
});

describe('parseActionWithParameters', () => {
  it.each<[string, Record<string, string[]>]>([
    ['', {}],
    ['title=doctor visit; time=Feb 3; location=home', { title: ['doctor visit'], time: ['Feb 3'], location: ['home'] }],
    [`location='a; b'; x=1`, { location: ['a; b'], x: ['1'] }],
    ['location="a; b"', { location: ['a; b'] }],
    [String.raw`path=a\;b`, { path: ['a;b'] }],
    [String.raw`path=a\b\\c`, { path: [String.raw`a\b\\c`] }],
    ["location=Children's Hospital", { location: ["Children's Hospital"] }],
    ['say=he said "hi"', { say: ['he said "hi"'] }],
    ['Title=a; TITLE=b', { title: ['a', 'b'] }],
    ['url=https://example.com/?a=b', { url: ['https://example.com/?a=b'] }],
    ['flag', { flag: [''] }],
    ['flag;x=1', { flag: [''], x: ['1'] }],
    [';;x=1;', { x: ['1'] }],
    ['x=', { x: [''] }],
    [`x=''`, { x: [''] }],
    ['x = spaced out ', { x: ['spaced out'] }],
    [`x="it's"`, { x: ["it's"] }],
  ])('%j is %j', (text, expected) => {
    expect(parametersOf(text)).toEqual(expected);
  });

  it.each([
    [`x='open`, "The quote ' is not closed (at position 5)"],
    [`x='a' b`, "There is text after the closing quote ' (at position 9)"],
    [`'x'=1`, 'The name of a parameter cannot be quoted (at position 3)'],
    ['=1', 'A parameter has no name (at position 3)'],
  ])('%j is refused, with the place', (text, message) => {
    expect(() => parametersOf(text)).toThrow(
      new CommandTextError(message.replace(/ \(at.*/, ''), Number(/\d+/.exec(message)?.[0])),
    );
  });

  it('reads back whatever was written by its own rules', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const value = fc.string().filter((text) => !text.includes('"') && text.trim() === text);
    fc.assert(
      fc.property(fc.dictionary(name, value), (wanted) => {
        const text = Object.entries(wanted)
          .map(([key, entry]) => `${key}="${entry}"`)
          .join('; ');
        expect(parametersOf(text)).toEqual(
          Object.fromEntries(Object.entries(wanted).map(([key, entry]) => [key, [entry]])),
        );
      }),
    );
  });

  it('takes any text without breaking', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseActionWithParameters(text);
        } catch (error) {
          expect(error).toBeInstanceOf(CommandTextError);
        }
      }),
    );
  });
});
