import { describe, expect, it } from '@jest/globals';
import { KancaError } from '@kanca/core';
import { checkDto } from './check-dto.js';
import { DtoPipe } from '../http/dto.pipe.js';
import { Field } from './field.js';
import { Flag, Instant, OneOf, Text, TextMap, Texts, Whole } from './fields.js';
import { anything } from './kinds/anything.js';
import { flag } from './kinds/flag.js';
import { list } from './kinds/list.js';
import { map } from './kinds/map.js';
import { nested } from './kinds/nested.js';
import { number } from './kinds/number.js';
import { oneOf } from './kinds/one-of.js';
import { oneOfForms, tagged } from './kinds/one-of-forms.js';

const FORMS = 'has to be { "kind": "list" } or { "kind": "linear" }';

class Listed {
  @OneOf(['list'])
  kind!: 'list';

  @Field(list(number({ min: 0 })))
  delaysMs!: number[];
}

class Linear {
  @OneOf(['linear'])
  kind!: 'linear';
}

class Styled {
  @OneOf(['one', 'two'])
  style!: string;
}

class Example {
  @Text({ min: 1, max: 5 })
  type!: string;

  @Whole({ min: 1, max: 200, default: 50, inQuery: true })
  limit!: number;

  @Instant({ optional: true })
  since?: Date;

  @OneOf(['valid', 'stale', 'missing'], { optional: true })
  mode?: string;

  @OneOf(['standard'], { optional: true })
  format?: string;

  @Texts({ min: 1, optional: true })
  filters?: string[];

  @TextMap({ optional: true })
  headers?: Record<string, string>;

  @Flag({ optional: true })
  enabled?: boolean;

  @Text({ pattern: /^a/, problem: 'has to begin with an a', optional: true })
  key?: string;

  @Field(tagged('kind', [Listed, Linear], FORMS), { optional: true })
  retry?: Listed | Linear;

  @Field(oneOfForms([flag, map(anything)], 'has to be true or false or an object'), { optional: true })
  jsonSchema?: unknown;

  @Field(oneOfForms([oneOf(['v1', 'v2']), nested(() => Styled)], 'has to be v1 or v2 or an object'), { optional: true })
  signature?: unknown;

  @Field(oneOfForms([flag, number()], 'has to be yes, no or how many'), { optional: true })
  own?: unknown;
}

function refusalOf(value: unknown): KancaError {
  try {
    new DtoPipe().transform(value, { type: 'body', metatype: Example });
  } catch (error) {
    if (error instanceof KancaError) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('a body or a query that is wrong', () => {
  it.each<[unknown, string]>([
    [{}, 'type is missing: it has to be a text.'],
    [undefined, 'type is missing: it has to be a text.'],
    [{ type: 1 }, 'type has to be a text.'],
    [{ type: '' }, 'type has to have at least 1 character.'],
    [{ type: 'longer' }, 'type has to have at most 5 characters.'],
    [{ type: 'x', limit: 'many' }, 'limit has to be a number.'],
    [{ type: 'x', limit: '1.5' }, 'limit has to be a whole number.'],
    [{ type: 'x', limit: '900' }, 'limit has to be at most 200.'],
    [{ type: 'x', since: 'yesterday' }, 'since has to be an RFC 3339 time, such as 2026-01-15T08:00:00Z.'],
    [{ type: 'x', mode: 'happy' }, 'mode has to be valid, stale or missing.'],
    [{ type: 'x', format: 'xml' }, 'format has to be standard.'],
    [{ type: 'x', filters: [] }, 'filters has to have at least 1 entry.'],
    [{ type: 'x', filters: 'a.*' }, 'filters has to be a list.'],
    [{ type: 'x', filters: ['a.*', null] }, 'filters.1 has to be a text.'],
    [{ type: 'x', headers: ['a'] }, 'headers has to be an object.'],
    [{ type: 'x', headers: { 'x-a': 1 } }, 'headers.x-a has to be a text.'],
    [{ type: 'x', enabled: 'yes' }, 'enabled has to be true or false.'],
    [{ type: 'x', key: 'b' }, 'key has to begin with an a.'],
    [{ type: 'x', retry: { kind: 'never' } }, 'retry.kind has to be list or linear.'],
    [{ type: 'x', retry: { kind: 'list', delaysMs: [-1] } }, 'retry.delaysMs.0 has to be at least 0.'],
    [{ type: 'x', retry: { kind: 'linear', step: 1 } }, 'retry.step is not known here.'],
    [{ type: 'x', retry: 'often' }, `retry ${FORMS}.`],
    [{ type: 'x', retry: {} }, 'retry.kind has to be list or linear.'],
    [{ type: 'x', jsonSchema: 'text' }, 'jsonSchema has to be true or false or an object.'],
    [{ type: 'x', signature: 'v3' }, 'signature has to be v1 or v2 or an object.'],
    [{ type: 'x', signature: { style: 'three' } }, 'signature.style has to be one or two.'],
    [{ type: 'x', signature: { style: 'one', colour: 1 } }, 'signature.colour is not known here.'],
    [{ type: 'x', own: 'maybe' }, 'own has to be yes, no or how many.'],
    [{ type: 'x', filter: ['a'] }, 'filter is not known here: did you mean filters?'],
    [
      { type: 'x', zzzzzzzz: 1 },
      'zzzzzzzz is not known here: there are type, limit, since, mode, format, filters, headers, enabled, key, retry, jsonSchema, signature, own.',
    ],
    [[], 'The body has to be an object.'],
    ['text', 'The body has to be an object.'],
    [
      { limit: 0, enabled: 1 },
      'type is missing: it has to be a text; limit has to be at least 1; enabled has to be true or false.',
    ],
  ])('%j is refused: %s', (value, sentence) => {
    const { code, message } = refusalOf(value);
    expect([code, message]).toEqual(['invalid_request', sentence]);
  });

  it('names each field by its path, for programs', () => {
    expect(refusalOf({ type: 'x', filters: [1], colour: 'red' }).problems).toEqual([
      { field: 'filters.0', problem: 'has to be a text' },
      { field: 'colour', problem: expect.stringContaining('is not known here') },
    ]);
  });

  it('costs no more than twenty wrong names, however many there are and however long', () => {
    const names = Array.from({ length: 50_000 }, (_, index) => [`${'filterz'.repeat(20)}${String(index)}`, 1] as const);
    const started = performance.now();
    const { problems, message } = refusalOf({ type: 'x', ...Object.fromEntries(names) });
    expect(problems).toHaveLength(20);
    expect(message.length).toBeLessThan(3_000);
    // Comparing all of them with the known names would take minutes.
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('is never repeated: it may be a secret', () => {
    expect(refusalOf({ type: 'x', mode: 'my-secret', limit: 'my-secret', since: 'my-secret' }).message).not.toContain(
      'my-secret',
    );
  });

  it.each(['constructor', '__proto__', 'prototype', 'toString'])(
    'has no name %s, which every object has by birth',
    (name) => {
      const { message } = refusalOf(JSON.parse(`{"type":"x","${name}":{"type":"y"}}`));
      expect(message).toContain(`${name} is not known here`);
    },
  );
});

describe('a body or a query that is right', () => {
  it('is an instance of its class, with times as dates and defaults where a field was left out', () => {
    const { value } = checkDto(Example, { type: 'x', since: '2026-01-15T08:00:00+01:00' });
    expect(value).toBeInstanceOf(Example);
    expect(value).toEqual({ type: 'x', limit: 50, since: new Date('2026-01-15T07:00:00Z') });
  });

  it('keeps the values of free objects as they are, also those named constructor', () => {
    const jsonSchema = { constructor: 'Ferrari', prototype: 1 };
    expect(checkDto(Example, { type: 'x', jsonSchema }).value?.jsonSchema).toEqual(jsonSchema);
  });

  it.each(['2024-02-29T08:00Z', '2026-01-15T08:00:00.123456Z', '2026-01-15T08:00:00-05:30'])(
    'takes the time %s',
    (since) => {
      expect(checkDto(Example, { type: 'x', since }).problems).toBeNull();
    },
  );

  it.each(['2026-02-29T08:00:00Z', '2026-01-15', '2026-01-15T24:00:00Z', '2026-01-15T08:00:00'])(
    'refuses the time %s',
    (since) => {
      expect(checkDto(Example, { type: 'x', since }).problems).toHaveLength(1);
    },
  );
});
