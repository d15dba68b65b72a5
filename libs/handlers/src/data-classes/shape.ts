import { getMetadataStorage } from 'class-validator';
import type { DataClass } from '../data-class.js';
import { nestedClassOf } from './nested.decorator.js';
import { ruleOf, type Rule } from './rules.js';

/** One decorator on a member. */
export interface MemberRule extends Rule {
  /** What class-validator calls it, for example `isString`. */
  readonly name: string;
  /** Whether it is about each entry of a list. */
  readonly each: boolean;
  /** A sentence of the class's own; null when there is none, or when it would repeat the value. */
  readonly message: string | null;
}

/** A member of a data class that has a decorator. */
export interface Member {
  readonly name: string;
  readonly rules: readonly MemberRule[];
  /** The class of the object, or of each entry of the list; null for all other values. */
  readonly nested: Shape | null;
  /** Whether it may be left out. */
  readonly isOptional: boolean;
  /** Whether it may be null. */
  readonly isNullable: boolean;
  /** Whether it becomes an `ExactNumber`. */
  readonly isExact: boolean;
}

/** What the decorators of a data class say. */
export interface Shape {
  readonly dataClass: DataClass;
  readonly members: readonly Member[];
}

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

const NESTED = 'nestedValidation';
const CONDITION = 'conditionalValidation';
const ALLOWED = 'whitelistValidation';

/**
 * Reads the decorators of a class and of the classes inside of it.
 * @throws Error for a class without any, and for a nested member whose class nobody knows
 */
export function shapeOf(dataClass: DataClass, known = new Map<DataClass, Shape>()): Shape {
  const before = known.get(dataClass);
  if (before !== undefined) return before;
  const members: Member[] = [];
  const shape = { dataClass, members };
  // Before its members are read: a class may have itself inside.
  known.set(dataClass, shape);
  const all = getMetadataStorage().getTargetValidationMetadatas(dataClass, '', false, false);
  for (const [name, metadata] of byName(all)) members.push(memberOf(dataClass, name, metadata, known));
  if (members.length > 0) return shape;
  throw new Error(`${dataClass.name} has no member with a decorator of class-validator, such as @IsString().`);
}

function byName(all: readonly Metadata[]): ReadonlyMap<string, readonly Metadata[]> {
  const found = new Map<string, readonly Metadata[]>();
  for (const one of all) found.set(one.propertyName, [...(found.get(one.propertyName) ?? []), one]);
  return found;
}

function memberOf(owner: DataClass, name: string, all: readonly Metadata[], known: Map<DataClass, Shape>): Member {
  const conditions = all.filter(({ type }) => type === CONDITION);
  const rules = all.filter(({ type }) => type !== CONDITION && type !== ALLOWED && type !== NESTED).map(toRule);
  const isNested = all.some(({ type }) => type === NESTED);
  return {
    name,
    rules,
    nested: isNested ? shapeOf(classInside(owner, name), known) : null,
    // Of a rule of somebody's own nobody knows whether it needs the value.
    isOptional: conditions.length > 0 || (!isNested && rules.every(({ schema }) => Object.keys(schema).length === 0)),
    isNullable: conditions.length > 0,
    isExact: rules.some((rule) => rule.name === 'isExactNumber'),
  };
}

function classInside(owner: DataClass, name: string): DataClass {
  const prototype: unknown = owner.prototype;
  const found = typeof prototype === 'object' && prototype !== null ? nestedClassOf(prototype, name) : undefined;
  if (found !== undefined) return found;
  throw new Error(`${owner.name}.${name} is nested, and its class is not known: write @Nested(() => TheClass) on it.`);
}

function toRule({ name, type, constraints, each, message }: Metadata): MemberRule {
  const called = name ?? type;
  // Decorators without arguments have none, although the type says otherwise.
  const given: readonly unknown[] = Array.isArray(constraints) ? constraints : [];
  const isOwn = typeof message === 'string' && !message.includes('$');
  return { ...ruleOf(called, given), name: called, each, message: isOwn ? message : null };
}
