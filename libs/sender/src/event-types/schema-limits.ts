import type { FieldProblem } from '@kanca/core';
import type { JsonSchema } from './event-type.js';
import { patternCost } from './pattern-cost.js';

const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 32;
const MAX_NODES = 2_000;
const MAX_PATTERN_LENGTH = 500;
const MAX_PATTERNS = 50;
const FORMAT_WEIGHT = 50;
/** Of all patterns together, their counts written out. */
const MAX_PATTERN_COST = 10_000;
/** What is made of a schema names the way to each of its values in full. */
const MAX_WRITTEN_PATHS = 1_000_000;

/** Keywords whose cost is not the size of the schema times the size of the data. */
const UNBOUNDED = [
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
  'uniqueItems',
  'contains',
  'unevaluatedProperties',
  'unevaluatedItems',
];
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'];

/** What is known of a schema before anything is made of it. */
export interface SchemaMeasure {
  readonly problems: readonly FieldProblem[];
  /** What one byte of data may cost at most, in checks; null when that has no bound that could be told by looking at it. */
  readonly costPerByte: number | null;
}

interface Walk {
  readonly problems: FieldProblem[];
  nodes: number;
  patterns: number;
  patternCost: number;
  formats: number;
  writtenPaths: number;
  isBounded: boolean;
}

/**
 * Looks at a schema that somebody sent, before a compiler does: how large and deep it is, that it refers to nothing outside of itself, and
 * that no name in it is one that objects have a meaning for.
 */
export function measureSchema(schema: JsonSchema): SchemaMeasure {
  const walk: Walk = {
    problems: [],
    nodes: 0,
    patterns: 0,
    patternCost: 0,
    formats: 0,
    writtenPaths: 0,
    isBounded: true,
  };
  const bytes = Buffer.byteLength(JSON.stringify(schema));
  if (bytes > MAX_BYTES) walk.problems.push({ field: 'schema', problem: `is larger than ${String(MAX_BYTES)} bytes` });
  else visit(schema, { field: 'schema', length: 0, depth: 1 }, walk);
  if (walk.nodes > MAX_NODES)
    walk.problems.push({ field: 'schema', problem: `has more than ${String(MAX_NODES)} values: split the event type` });
  if (walk.patterns > MAX_PATTERNS)
    walk.problems.push({ field: 'schema', problem: `has more than ${String(MAX_PATTERNS)} patterns` });
  if (walk.patternCost > MAX_PATTERN_COST)
    walk.problems.push({
      field: 'schema',
      problem: `has patterns that stand for more than ${String(MAX_PATTERN_COST)} steps, their counts written out: use smaller counts`,
    });
  if (walk.writtenPaths > MAX_WRITTEN_PATHS)
    walk.problems.push({ field: 'schema', problem: 'has names that are too long for how much is below them' });
  // For each character of a text, a pattern costs what it is long, written out; some formats look at a long text again and again.
  const cost = walk.nodes + walk.patternCost + walk.formats * FORMAT_WEIGHT;
  return { problems: walk.problems, costPerByte: walk.isBounded ? cost : null };
}

/** Where a value stands. */
interface Place {
  /** The path to it, each name cut short. */
  readonly field: string;
  /** Characters of the path to it, in full. */
  readonly length: number;
  readonly depth: number;
}

function visit(value: unknown, { field, length, depth }: Place, walk: Walk): void {
  walk.nodes++;
  walk.writtenPaths += length;
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) {
    if (walk.problems.length === 0)
      walk.problems.push({ field, problem: `is nested deeper than ${String(MAX_DEPTH)} levels` });
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    const at = `${field}.${key.slice(0, 50)}`;
    if (key === '__proto__')
      walk.problems.push({ field, problem: 'has a member named __proto__, which no data can have' });
    if (UNBOUNDED.includes(key)) walk.isBounded = false;
    const problem = problemOfKeyword(key, inner, depth, walk);
    if (problem !== null) walk.problems.push({ field: at, problem });
    visit(inner, { field: at, length: length + key.length, depth: depth + 1 }, walk);
  }
}

function problemOfKeyword(key: string, value: unknown, depth: number, walk: Walk): string | null {
  if (key === 'patternProperties' && typeof value === 'object' && value !== null)
    return (
      Object.keys(value)
        .map((pattern) => problemOfPattern(pattern, walk))
        .find((problem) => problem !== null) ?? null
    );
  if (typeof value !== 'string') return null;
  if (key === 'pattern') return problemOfPattern(value, walk);
  if (key === 'format') walk.formats++;
  if (REFERENCES.includes(key) && !value.startsWith('#'))
    return 'refers to another document: put what it names under $defs, and refer to it with #/$defs/…';
  // It would change what the references below it mean.
  if (key === '$id' && depth > 1) return 'has to be at the top of the schema';
  return null;
}

function problemOfPattern(pattern: string, walk: Walk): string | null {
  walk.patterns++;
  if (pattern.length > MAX_PATTERN_LENGTH) return `has a pattern longer than ${String(MAX_PATTERN_LENGTH)} characters`;
  walk.patternCost += patternCost(pattern);
  return null;
}
