import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from './event-type.js';

/** A change of a schema that somebody may trip over. */
export interface BreakingChange {
  /** Where, as a path into the data. */
  readonly field: string;
  /** What has changed, as the end of a sentence. */
  readonly problem: string;
  /** Who trips over it: those who read events, or those who publish them. */
  readonly breaks: 'subscribers' | 'publishers' | 'both';
}

type Schema = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 32;
const MAX_CHANGES = 50;
/** Each way of combining schemas: what a change of one means cannot be told by looking. */
const COMBINATIONS = [
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependencies',
  'prefixItems',
];
/** A limit is tighter when its number is higher (`minimum`), or lower (`maximum`). */
const LOWER_BOUNDS = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const UPPER_BOUNDS = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

/**
 * What may break when the first schema becomes the second. Subscribers trip over what they cannot count on any more (a property that is gone
 * or no longer required, another type, a new value of an enum); publishers over new demands (a new required property, a narrower
 * type, a tighter limit).
 */
export function breakingChanges(before: JsonSchema | null, after: JsonSchema | null): readonly BreakingChange[] {
  const changes: BreakingChange[] = [];
  if (before === null || before === true) return changes;
  if (after === null || after === true)
    return [{ field: 'data', problem: 'has no schema any more', breaks: 'subscribers' }];
  if (typeof before === 'boolean' || typeof after === 'boolean') return changes;
  compare(before, after, 'data', { changes, roots: { before, after }, depth: 0 });
  return changes.slice(0, MAX_CHANGES);
}

interface Walk {
  readonly changes: BreakingChange[];
  readonly roots: { readonly before: Schema; readonly after: Schema };
  readonly depth: number;
}

function compare(oldSchema: unknown, newSchema: unknown, field: string, walk: Walk): void {
  const before = resolve(oldSchema, walk.roots.before);
  const after = resolve(newSchema, walk.roots.after);
  // Deeper than that is a schema that refers to itself: it was compared on the way.
  if (isDeepStrictEqual(oldSchema, newSchema) && isDeepStrictEqual(before, after) && !refers(oldSchema)) return;
  if (walk.depth > MAX_DEPTH || walk.changes.length >= MAX_CHANGES) return;
  const inner = { ...walk, depth: walk.depth + 1 };
  const add = (problem: string, breaks: BreakingChange['breaks'], at = field): void => {
    walk.changes.push({ field: at, problem, breaks });
  };
  compareTypes(before, after, add);
  compareEnums(before, after, add);
  compareLimits(before, after, add);
  compareProperties(before, after, field, inner, add);
  if (isSchema(before['items']) && isSchema(after['items']))
    compare(before['items'], after['items'], `${field}.items`, inner);
  else if (!isDeepStrictEqual(before['items'], after['items'])) add('has other items', 'both');
  for (const keyword of COMBINATIONS)
    if (!isDeepStrictEqual(before[keyword], after[keyword]))
      add(`has another ${keyword}, and whether that breaks anything cannot be told by looking`, 'both');
}

type Add = (problem: string, breaks: BreakingChange['breaks'], at?: string) => void;

function compareTypes(before: Schema, after: Schema, add: Add): void {
  const old = typesOf(before);
  const now = typesOf(after);
  if (isDeepStrictEqual(old, now)) return;
  const isAllowed = (types: readonly string[] | null, type: string): boolean =>
    types === null || types.includes(type) || (type === 'integer' && types.includes('number'));
  const gone = old === null ? now !== null : old.some((type) => !isAllowed(now, type));
  const added = now === null ? old !== null : now.some((type) => !isAllowed(old, type));
  if (!gone && !added) return;
  const text = `was ${wordsOf(old)} and is ${wordsOf(now)} now`;
  add(text, gone && added ? 'both' : gone ? 'publishers' : 'subscribers');
}

function compareEnums(before: Schema, after: Schema, add: Add): void {
  const old = valuesOf(before);
  const now = valuesOf(after);
  if (old === null && now === null) return;
  const added = now === null ? [] : now.filter((value) => !(old ?? []).some((one) => isDeepStrictEqual(one, value)));
  const gone =
    old === null ? [] : old.filter((value) => !(now ?? [value]).some((one) => isDeepStrictEqual(one, value)));
  if (old !== null && now === null) add('may have any value now', 'subscribers');
  else if (old === null) add('may have some values only now', 'publishers');
  else if (added.length > 0) add(`may be ${shown(added)} now`, 'subscribers');
  if (gone.length > 0) add(`may not be ${shown(gone)} any more`, 'publishers');
}

function compareLimits(before: Schema, after: Schema, add: Add): void {
  for (const [keywords, sign] of [
    [LOWER_BOUNDS, 1],
    [UPPER_BOUNDS, -1],
  ] as const)
    for (const keyword of keywords) {
      const old = before[keyword];
      const now = after[keyword];
      if (typeof now === 'number' && (typeof old !== 'number' || (now - old) * sign > 0))
        add(`has a tighter ${keyword}, ${String(now)}`, 'publishers');
    }
  for (const keyword of ['pattern', 'format', 'multipleOf', 'const'])
    if (after[keyword] !== undefined && !isDeepStrictEqual(before[keyword], after[keyword]))
      add(`has another ${keyword}`, before[keyword] === undefined ? 'publishers' : 'both');
    else if (before[keyword] !== undefined && after[keyword] === undefined)
      add(`has no ${keyword} any more`, 'subscribers');
}

function compareProperties(before: Schema, after: Schema, field: string, walk: Walk, add: Add): void {
  const old = recordOf(before['properties']);
  const now = recordOf(after['properties']);
  const wasRequired = namesOf(before['required']);
  const isRequired = namesOf(after['required']);
  const at = (name: string): string => `${field}.${name}`;
  for (const [name, schema] of old) {
    const next = now.get(name);
    if (next === undefined) add('is gone', 'subscribers', at(name));
    else compare(schema, next, at(name), walk);
    if (next !== undefined && wasRequired.includes(name) && !isRequired.includes(name))
      add('is not required any more, so it may be missing', 'subscribers', at(name));
  }
  for (const name of isRequired) if (!wasRequired.includes(name)) add('is required now', 'publishers', at(name));
  if (before['additionalProperties'] !== false && after['additionalProperties'] === false)
    add('may have no other properties any more', 'publishers');
}

/** Follows `#/…`; a schema that is `true`, or refers to nothing that is there, says nothing. */
function resolve(schema: unknown, root: Schema): Schema {
  let found = schema;
  for (let hops = 0; hops < MAX_DEPTH && isSchema(found) && typeof found['$ref'] === 'string'; hops++) {
    const { $ref: reference, ...rest } = found;
    const target = at(root, reference);
    found = isSchema(target) ? { ...target, ...rest } : rest;
  }
  return isSchema(found) ? found : {};
}

function at(root: Schema, reference: string): unknown {
  return reference
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, part) => (isSchema(value) && Object.hasOwn(value, part) ? value[part] : undefined), root);
}

function refers(schema: unknown): boolean {
  return schema !== undefined && JSON.stringify(schema).includes('"$ref"');
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typesOf({ type }: Schema): readonly string[] | null {
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? type.map(String).sort() : null;
}

function wordsOf(types: readonly string[] | null): string {
  return types === null ? 'of any type' : types.join(' or ');
}

function valuesOf(schema: Schema): readonly unknown[] | null {
  return Array.isArray(schema['enum']) ? schema['enum'] : null;
}

function shown(values: readonly unknown[]): string {
  return values
    .slice(0, 5)
    .map((value) => JSON.stringify(value).slice(0, 50))
    .join(', ');
}

function recordOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(isSchema(value) ? Object.entries(value) : []);
}

function namesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
