import { describe, expect, it } from '@jest/globals';
import type { JsonSchema } from './event-type.js';
import { SchemaCompiler } from './schema-compiler.js';

describe('what does not fit a schema', () => {
  const problemsOf = (schema: JsonSchema, data: unknown): readonly string[] =>
    new SchemaCompiler()
      .compile(schema)(data, JSON.stringify(data).length)
      .map(({ field, problem }) => `${field}: ${problem}`);

  it.each<[JsonSchema, unknown, string]>([
    [{ minLength: 3 }, 'a', 'data: expected at least 3 characters'],
    [{ minLength: 1 }, '', 'data: expected at least 1 character'],
    [{ maxLength: 1 }, 'ab', 'data: expected at most 1 character'],
    [{ minimum: 1 }, 0, 'data: expected 1 or more'],
    [{ maximum: 1 }, 2, 'data: expected 1 or less'],
    [{ exclusiveMinimum: 0 }, 0, 'data: expected more than 0'],
    [{ exclusiveMaximum: 0 }, 0, 'data: expected less than 0'],
    [{ multipleOf: 0.5 }, 0.7, 'data: expected a multiple of 0.5'],
    [{ minItems: 2 }, [1], 'data: expected at least 2 entries'],
    [{ maxItems: 1 }, [1, 2], 'data: expected at most 1 entry'],
    [{ prefixItems: [{}], items: false }, [1, 2], 'data: expected at most 1 entry'],
    [{ uniqueItems: true }, ['a', 'b', 'a'], 'data: expected no entry twice: 0 and 2 are the same'],
    [{ contains: { const: 1 } }, [2], 'data: expected at least 1 entry as contains asks for'],
    [{ minProperties: 2 }, { a: 1 }, 'data: expected at least 2 properties'],
    [{ maxProperties: 1 }, { a: 1, b: 2 }, 'data: expected at most 1 property'],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, 'data: expected "b" too, because "a" is there'],
    [{ not: { type: 'string' } }, 'a', 'data: is what the schema excludes (not)'],
    [{ oneOf: [{ type: 'number' }, { minimum: 0 }] }, 1, 'data: fits more than one of the forms of oneOf'],
    [{ properties: { a: false } }, { a: 1 }, 'data.a: is not allowed here'],
  ])('by %j is told in plain words', (schema, data, sentence) => {
    expect(problemsOf(schema, data)).toEqual([sentence]);
  });

  it('names what a name of a property may not be', () => {
    expect(problemsOf({ propertyNames: { maxLength: 1 } }, { ab: 1 })).toContain(
      'data: has a name that is not allowed: "ab"',
    );
  });

  it('by the schema of schemas names the place in the schema, and the expected value', () => {
    expect(() => new SchemaCompiler().compile({ properties: { a: { minLength: -1 } } })).toThrow(
      'schema.properties.a.minLength is no JSON Schema: expected 0 or more.',
    );
    expect(() => new SchemaCompiler().compile({ type: 'nothing' })).toThrow(
      /^schema\.type is no JSON Schema: expected one of "array", "boolean"/,
    );
  });
});
