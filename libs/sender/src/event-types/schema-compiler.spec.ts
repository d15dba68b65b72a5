import { beforeEach, describe, expect, it } from '@jest/globals';
import { KancaError } from '@kanca/core';
import type { JsonSchema } from './event-type.js';
import { keptSteps } from './linear-patterns.js';
import { SchemaCompiler } from './schema-compiler.js';

describe('SchemaCompiler', () => {
  let compiler: SchemaCompiler;

  beforeEach(() => {
    compiler = new SchemaCompiler();
  });

  const problemsOf = (schema: JsonSchema, data: unknown): readonly string[] =>
    compiler
      .compile(schema)(data, JSON.stringify(data).length)
      .map(({ field, problem }) => `${field}: ${problem}`);

  const refusalOf = (schema: JsonSchema): string => {
    try {
      compiler.compile(schema);
    } catch (error) {
      if (error instanceof KancaError && error.code === 'invalid_request') return error.message;
      throw error;
    }
    return 'not refused';
  };

  const invoice: JsonSchema = {
    type: 'object',
    required: ['amount', 'currency'],
    properties: {
      amount: { type: 'number', minimum: 0 },
      currency: { enum: ['eur', 'usd'] },
      items: {
        type: 'array',
        items: { type: 'object', properties: { sku: { type: 'string', pattern: '^[A-Z]{3}$' } } },
      },
      at: { type: 'string', format: 'date-time' },
    },
    additionalProperties: false,
  };

  it('has nothing to say of data that fits', () => {
    expect(
      problemsOf(invoice, { amount: 1, currency: 'eur', items: [{ sku: 'ABC' }], at: '2026-01-01T00:00:00Z' }),
    ).toEqual([]);
  });

  it.each([
    [19.99, 0.01],
    [0.07, 0.01],
    [1.15, 0.01],
    [4.35, 0.01],
    [100.1, 0.01],
    [12_345_678.9, 0.1],
    [21, 7],
  ])('takes %d for a multiple of %d, which floating point hides', (amount, multipleOf) => {
    expect(problemsOf({ properties: { amount: { type: 'number', multipleOf } } }, { amount })).toEqual([]);
  });

  it.each([
    [1.005, 0.01],
    [19.991, 0.01],
    [22, 7],
  ])('does not take %d for a multiple of %d', (amount, multipleOf) => {
    const schema = { properties: { amount: { type: 'number', multipleOf } } };
    expect(problemsOf(schema, { amount })).toEqual([`data.amount: expected a multiple of ${String(multipleOf)}`]);
  });

  it('names every place that does not fit, and what was expected there', () => {
    const data = { amount: 'much', items: [{ sku: 'ABC' }, { sku: 'a' }], at: 'soon', colour: 'red' };
    expect(problemsOf(invoice, data)).toEqual([
      'data.currency: is missing',
      'data.colour: is not known here',
      'data.amount: expected number',
      'data.items.1.sku: expected a text that matches ^[A-Z]{3}$',
      'data.at: expected the format date-time',
    ]);
  });

  it('says of large data the first thing that does not fit', () => {
    const items = Array.from({ length: 5_000 }, () => ({ sku: 'wrong' }));
    expect(problemsOf(invoice, { amount: 1, currency: 'eur', items })).toEqual([
      'data.items.0.sku: expected a text that matches ^[A-Z]{3}$',
    ]);
  });

  it('reads draft-07 where the schema says so, and knows no other draft', () => {
    const tuple = { items: [{ type: 'string' }], additionalItems: false };
    expect(problemsOf({ $schema: 'http://json-schema.org/draft-07/schema#', ...tuple }, ['a', 1])).toHaveLength(1);
    expect(
      problemsOf({ $schema: 'https://json-schema.org/draft/2020-12/schema', prefixItems: [{ type: 'string' }] }, [1]),
    ).toEqual(['data.0: expected string']);
    expect(refusalOf({ $schema: 'http://json-schema.org/draft-04/schema#' })).toContain('schema.$schema is not known');
  });

  it('tells two patterns from each other', () => {
    const schema = { properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } } };
    expect(problemsOf(schema, { a: 'a', b: 'b' })).toEqual([]);
    expect(problemsOf(schema, { a: 'b', b: 'a' })).toHaveLength(2);
  });

  it('follows references inside of the schema, to itself as well', () => {
    const tree = {
      $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } },
      $ref: '#/$defs/node',
    };
    expect(problemsOf(tree, { next: { next: 1 } })).toEqual(['data.next.next: expected object']);
    const whole = { type: 'object', properties: { next: { $ref: '#' } } };
    expect(problemsOf(whole, { next: { next: 1 } })).toEqual(['data.next.next: expected object']);
    expect(problemsOf({ ...whole, $id: 'https://example.com/whole' }, { next: 1 })).toHaveLength(1);
  });

  it('can compile two schemas of the same $id', () => {
    const schema = (type: string): JsonSchema => ({ $id: 'https://example.com/a', type });
    expect(problemsOf(schema('string'), 1)).toHaveLength(1);
    expect(problemsOf(schema('number'), 1)).toEqual([]);
  });

  it.each([
    ['a reference to another document', { $ref: 'https://example.com/schema.json' }, 'refers to another document'],
    ['a reference to a file', { $ref: 'file:///etc/passwd' }, 'refers to another document'],
    ['a reference to nothing', { $ref: '#/$defs/nowhere' }, "can't resolve reference"],
    ['a name below the top', { properties: { a: { $id: 'https://example.com' } } }, 'has to be at the top'],
    ['a type that is none', { type: 'nothing' }, 'is no JSON Schema'],
    ['a pattern that looks ahead', { pattern: '(?=a)' }, 'has a pattern that is not known'],
    ['a pattern that looks back', { pattern: '(a)\\1' }, 'has a pattern that is not known'],
    ['a prototype', JSON.parse('{"properties":{"__proto__":{"type":"string"}}}') as JsonSchema, '__proto__'],
    ['too much', { enum: ['x'.repeat(70_000)] }, 'is larger than 65536 bytes'],
    ['too many values', { enum: Array.from({ length: 3_000 }, (_, n) => n) }, 'more than 2000 values'],
  ])('refuses %s', (_what, schema, sentence) => {
    expect(refusalOf(schema)).toContain(sentence);
  });

  it('refuses a schema that is nested deeper than anybody needs', () => {
    let schema: JsonSchema = { type: 'string' };
    for (let depth = 0; depth < 100; depth++) schema = { not: schema };
    expect(refusalOf(schema)).toContain('nested deeper');
  });

  it('takes no name of an object that every object has for one that is there', () => {
    expect(problemsOf({ required: ['constructor', 'toString'] }, {})).toHaveLength(2);
    expect(problemsOf({ properties: { constructor: { type: 'string' } } }, {})).toEqual([]);
    expect(problemsOf({ additionalProperties: false }, JSON.parse('{"__proto__":1}'))).toHaveLength(1);
  });

  it.each([
    "a'b",
    'a"b',
    'a`${globalThis.pwned=1}`',
    'a\\',
    '*/globalThis.pwned=1/*',
    '\u2028;globalThis.pwned=1',
    '");globalThis.pwned=1;("',
  ])('runs nothing that is written in a schema: %j', (text) => {
    const schema = {
      $comment: text,
      title: text,
      type: 'object',
      properties: { [text]: { const: text, description: text } },
      patternProperties: { [`^${text.replace(/[^a-z]/g, '.')}$`]: { enum: [text] } },
      required: [text],
      dependentRequired: { [text]: [text] },
      $defs: { [text]: { $anchor: 'a', default: text } },
    };
    expect(problemsOf(schema, { [text]: text })).toEqual([]);
    expect(problemsOf(schema, { [text]: 1 }).length).toBeGreaterThan(0);
    expect(Reflect.has(globalThis, 'pwned')).toBe(false);
  });

  it('gives up on a schema whose check would take for ever', () => {
    const evil = {
      $defs: { a: { oneOf: [{ items: { $ref: '#/$defs/a' } }, { items: { $ref: '#/$defs/a' } }] } },
      $ref: '#/$defs/a',
    };
    let data: unknown = 'x';
    for (let depth = 0; depth < 60; depth++) data = [data];
    const started = performance.now();
    expect(problemsOf(evil, data)[0]).toContain('takes too long to check');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('gives up on data whose comparison would take for ever', () => {
    const data = Array.from({ length: 200_000 }, (_, n) => ({ n }));
    expect(problemsOf({ uniqueItems: true }, data)[0]).toContain('takes too long to check');
  });

  it.each([
    ['what refers to itself and nothing else', { $ref: '#' }, 'x'],
    ['a pattern that stands for a longer one', { pattern: '(?:a?){1000}'.repeat(3) }, 'a'.repeat(100_000)],
  ])('takes a bounded time for %s: it answers, or gives up', (_what, schema, data) => {
    const started = performance.now();
    let said: string;
    try {
      said = problemsOf(schema, data)[0] ?? '';
    } catch (error) {
      said = String(error);
    }
    expect(said).toMatch(/^$|takes too long to check|too complicated|pattern that is not known/);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('refuses patterns that stand for too much, which once took the memory of the hub, before they are compiled', () => {
    const pattern = (n: number): string => `y0z${String(n)}${'([^b]{0,1000})'.repeat(30)}`;
    const before = keptSteps();
    const startedAt = performance.now();
    for (let n = 0; n < 14; n++)
      expect(refusalOf({ anyOf: Array.from({ length: 8 }, (_, m) => ({ pattern: pattern(8 * n + m) })) })).toContain(
        'stand for more than 10000 steps',
      );
    expect(refusalOf({ patternProperties: { [pattern(0)]: true } })).toContain('stand for more than 10000 steps');
    expect(keptSteps()).toBe(before);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('refuses long names with much below them, which once were written out for each value', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 600 }, (_, n) => [`p${String(n)}`, { type: 'string', minLength: n }]),
    );
    expect(refusalOf({ properties: { ['x'.repeat(30_000)]: { type: 'object', properties } } })).toContain(
      'names that are too long',
    );
    expect(problemsOf({ properties: { ['x'.repeat(1_000)]: { type: 'string' } } }, {})).toEqual([]);
  });

  it('reads true and false, which once were an error of the hub', () => {
    expect(problemsOf(true, 1)).toEqual([]);
    expect(problemsOf(false, 1)).toHaveLength(1);
  });

  it('checks nothing long for a tenant whose check ran out of time, and for others all the same', () => {
    const check = compiler.compile({ uniqueItems: true });
    const data = Array.from({ length: 200_000 }, (_, n) => ({ n }));
    expect(check(data, 2_000_000, 'acme')).toHaveLength(1);
    const startedAt = performance.now();
    expect(compiler.compile({ uniqueItems: true, type: 'array' })([1], 3, 'acme')).toHaveLength(1);
    expect(performance.now() - startedAt).toBeLessThan(400);
    expect(check([1], 3, 'globex')).toEqual([]);
    expect(compiler.compile({ type: 'array' })([1], 3, 'acme')).toEqual([]);
  });

  it('compiles any number of schemas', () => {
    for (let n = 0; n < 450; n++)
      expect(
        problemsOf({ properties: { [`p${String(n)}`]: { type: 'string' } } }, { [`p${String(n)}`]: 1 }),
      ).toHaveLength(1);
  });

  it('is not slow for a text that a format looks at again and again', () => {
    const started = performance.now();
    expect(problemsOf({ format: 'email' }, 'a'.repeat(1_000_000))).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('is not slow for a pattern that would be for others', () => {
    const started = performance.now();
    expect(problemsOf({ pattern: '^(a+)+$' }, `${'a'.repeat(50_000)}!`)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
