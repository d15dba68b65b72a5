import { describe, expect, it } from '@jest/globals';
import type { JsonSchema } from './event-type.js';
import { breakingChanges } from './schema-compatibility.js';

const object = (properties: Record<string, unknown>, more: Record<string, unknown> = {}): JsonSchema => ({
  type: 'object',
  properties,
  ...more,
});

const changes = (before: JsonSchema | null, after: JsonSchema | null): readonly string[] =>
  breakingChanges(before, after).map(({ field, problem, breaks }) => `${field} ${problem} [${breaks}]`);

describe('breakingChanges', () => {
  it.each<[string, JsonSchema, JsonSchema]>([
    ['a new property that may be missing', object({}), object({ a: { type: 'string' } })],
    ['another description', object({ a: { type: 'string' } }), object({ a: { type: 'string', description: 'x' } })],
    [
      'a number that is whole now and was before',
      object({ a: { type: 'integer' } }),
      object({ a: { type: 'integer' } }),
    ],
    ['a limit that is wider', object({ a: { maximum: 5 } }), object({ a: { maximum: 9 } })],
    [
      'the same under another name',
      object({ a: { type: 'string' } }),
      object({ a: { $ref: '#/$defs/t' } }, { $defs: { t: { type: 'string' } } }),
    ],
  ])('has nothing against %s', (_what, before, after) => {
    expect(changes(before, after)).toEqual([]);
  });

  it.each<[string, JsonSchema | null, JsonSchema | null, string]>([
    ['a property that is gone', object({ a: { type: 'string' } }), object({}), 'data.a is gone [subscribers]'],
    [
      'a property that may be missing now',
      object({ a: {} }, { required: ['a'] }),
      object({ a: {} }),
      'data.a is not required any more, so it may be missing [subscribers]',
    ],
    [
      'a new required property',
      object({}),
      object({ a: {} }, { required: ['a'] }),
      'data.a is required now [publishers]',
    ],
    [
      'another type',
      object({ a: { type: 'string' } }),
      object({ a: { type: 'number' } }),
      'data.a was string and is number now [both]',
    ],
    [
      'a narrower type',
      object({ a: { type: ['string', 'null'] } }),
      object({ a: { type: 'string' } }),
      'data.a was null or string and is string now [publishers]',
    ],
    [
      'a wider type',
      object({ a: { type: 'integer' } }),
      object({ a: { type: 'number' } }),
      'data.a was integer and is number now [subscribers]',
    ],
    ['a new value', object({ a: { enum: [1] } }), object({ a: { enum: [1, 2] } }), 'data.a may be 2 now [subscribers]'],
    [
      'a value that is gone',
      object({ a: { enum: [1, 2] } }),
      object({ a: { enum: [1] } }),
      'data.a may not be 2 any more [publishers]',
    ],
    [
      'a tighter limit',
      object({ a: { maxLength: 9 } }),
      object({ a: { maxLength: 5 } }),
      'data.a has a tighter maxLength, 5 [publishers]',
    ],
    [
      'a change deep inside',
      object({ list: { type: 'array', items: object({ sku: { type: 'string' } }) } }),
      object({ list: { type: 'array', items: object({}) } }),
      'data.list.items.sku is gone [subscribers]',
    ],
    [
      'a change behind a reference',
      object({ a: { $ref: '#/$defs/a' } }, { $defs: { a: object({ b: { type: 'string' } }) } }),
      object({ a: { $ref: '#/$defs/a' } }, { $defs: { a: object({}) } }),
      'data.a.b is gone [subscribers]',
    ],
    ['a schema that is no more', object({}), null, 'data has no schema any more [subscribers]'],
    [
      'what cannot be compared',
      object({ a: { anyOf: [{ type: 'string' }] } }),
      object({ a: { anyOf: [{ type: 'number' }] } }),
      'data.a has another anyOf, and whether that breaks anything cannot be told by looking [both]',
    ],
  ])('tells of %s', (_what, before, after, sentence) => {
    expect(changes(before, after)).toEqual([sentence]);
  });

  it('ends with a schema that refers to itself', () => {
    const tree = (type: string): JsonSchema => ({
      $defs: { n: object({ value: { type }, next: { $ref: '#/$defs/n' }, other: { $ref: '#/$defs/n' } }) },
      $ref: '#/$defs/n',
    });
    expect(changes(tree('string'), tree('number')).length).toBeLessThanOrEqual(50);
    expect(changes(tree('string'), tree('number'))[0]).toBe('data.value was string and is number now [both]');
  });
});
