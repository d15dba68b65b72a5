import type { DataClass } from '../data-class.js';
import type { Json } from './rules.js';
import { shapeOf, type Member, type MemberRule, type Shape } from './shape.js';

/**
 * The JSON Schema (draft 2020-12) of data that fits a class. A rule for which JSON Schema has no word is left out, so the class may refuse
 * data that the schema lets through, and never the other way round.
 * @throws Error for a class that describes nothing, and for two classes of one name
 */
export function schemaOfClass(dataClass: DataClass): Json {
  const shape = shapeOf(dataClass);
  const found = new Map<string, Shape>();
  collect(shape, found);
  const nested = [...found].map(([name, one]) => [name, objectOf(one)] as const);
  return { ...objectOf(shape), ...(nested.length === 0 ? {} : { $defs: Object.fromEntries(nested) }) };
}

function collect({ members }: Shape, found: Map<string, Shape>): void {
  for (const { nested } of members) {
    if (nested === null) continue;
    const { name } = nested.dataClass;
    const before = found.get(name);
    if (before === nested) continue;
    if (before !== undefined) throw new Error(`Two classes are called ${name}: a schema has one of each name.`);
    found.set(name, nested);
    collect(nested, found);
  }
}

function objectOf({ members }: Shape): Json {
  const required = members.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
  return {
    type: 'object',
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(members.map((member) => [member.name, schemaOfMember(member)])),
  };
}

function schemaOfMember(member: Member): Json {
  const { rules, nested, isNullable } = member;
  const entries = merged(rules.filter(({ each }) => each));
  const isList = rules.some(({ each, name }) => each || name === 'isArray');
  const inner = nested === null ? entries : { $ref: `#/$defs/${nested.dataClass.name}` };
  const outer = merged(rules.filter(({ each }) => !each));
  const schema = isList
    ? { ...outer, type: 'array', ...(Object.keys(inner).length === 0 ? {} : { items: inner }) }
    : nested === null
      ? outer
      : inner;
  return isNullable ? orNull(schema) : schema;
}

/** A whole number is a number, too, whichever of the two is written first. */
function merged(rules: readonly MemberRule[]): Json {
  const schema: Json = rules.reduce((all, rule) => ({ ...all, ...rule.schema }), {});
  return rules.some((rule) => rule.schema['type'] === 'integer') ? { ...schema, type: 'integer' } : schema;
}

/** `@IsOptional()` lets null through. */
function orNull(schema: Json): Json {
  if (Object.keys(schema).length === 0) return schema;
  const isPlain = typeof schema['type'] === 'string' && !('enum' in schema) && !('const' in schema);
  return isPlain ? { ...schema, type: [schema['type'], 'null'] } : { anyOf: [schema, { type: 'null' }] };
}
