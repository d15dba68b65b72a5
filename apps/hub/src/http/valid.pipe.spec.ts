import { describe, expect, it } from '@jest/globals';
import { KancaError } from '@kanca/core';
import { z } from 'zod';
import { valid } from './valid.pipe.js';

const FORMS = 'has to be { "kind": "list" } or { "kind": "linear" }';

const schema = z.strictObject({
  type: z.string().min(1).max(5),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  since: z.iso.datetime().optional(),
  mode: z.enum(['valid', 'stale', 'missing']).optional(),
  format: z.literal('standard').optional(),
  filters: z.array(z.string()).min(1).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  enabled: z.boolean().optional(),
  key: z.string().regex(/^a/, 'has to begin with an a').optional(),
  retry: z
    .discriminatedUnion(
      'kind',
      [
        z.strictObject({ kind: z.literal('list'), delaysMs: z.array(z.number().min(0)) }),
        z.strictObject({ kind: z.literal('linear') }),
      ],
      FORMS,
    )
    .optional(),
  jsonSchema: z.union([z.boolean(), z.record(z.string(), z.unknown())]).optional(),
  owner: z.union([z.string().regex(/^a/, 'has to begin with an a'), z.literal('*')]).optional(),
  place: z.union([z.url(), z.literal('')]).optional(),
  signature: z.union([z.enum(['v1', 'v2']), z.strictObject({ style: z.enum(['one', 'two']) })]).optional(),
  own: z.union([z.boolean(), z.number()], 'has to be yes, no or how many').optional(),
});

function refusalOf(value: unknown): KancaError {
  try {
    valid(schema).transform(value, { type: 'body' });
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
    [{ type: 'x', owner: 'b' }, 'owner has to begin with an a.'],
    [{ type: 'x', place: 'nowhere' }, 'place has to be a URL, such as https://example.com/hooks.'],
    [{ type: 'x', signature: 'v3' }, 'signature has to be v1 or v2 or an object.'],
    [{ type: 'x', signature: { style: 'three' } }, 'signature.style has to be one or two.'],
    [{ type: 'x', signature: { style: 'one', colour: 1 } }, 'signature.colour is not known here.'],
    [{ type: 'x', own: 'maybe' }, 'own has to be yes, no or how many.'],
    [{ type: 'x', filter: ['a'] }, 'filter is not known here: did you mean filters?'],
    [
      { type: 'x', zzzzzzzz: 1 },
      'zzzzzzzz is not known here: there are type, limit, since, mode, format, filters, headers, enabled, key, retry, jsonSchema, owner, place, signature, own.',
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
});
