import 'reflect-metadata';
import { IsArray, IsObject, ValidateNested } from 'class-validator';
import type { DataClass } from '../data-class.js';

const NESTED = Symbol.for('kanca:nested-data:1');

/** `each`: the field is a list, and each of its members is an instance of the class. */
export interface NestedOptions {
  /** Whether it is a list of such objects. */
  readonly each?: boolean;
}

/**
 * A member that is an object of another class, or a list of them. TypeScript does not say of which class the entries of a list are, so it is said here.
 * @param dataClass in a function, so that two classes may need each other
 * @example @Nested(() => Line, { each: true }) lines!: Line[];
 */
export function Nested(dataClass: () => DataClass, { each = false }: NestedOptions = {}): PropertyDecorator {
  return (prototype, key) => {
    Reflect.defineMetadata(NESTED, dataClass, prototype, key);
    // Each in a list of its own: class-validator looks inside a value of any form, a list in place of an object included.
    if (each) IsArray()(prototype, key);
    else IsObject()(prototype, key);
    ValidateNested({ each })(prototype, key);
  };
}

/** The class that `@Nested` names, or else the type that the compiler wrote down; undefined where neither is a class. */
export function nestedClassOf(prototype: object, key: string): DataClass | undefined {
  const named: unknown = Reflect.getMetadata(NESTED, prototype, key);
  if (typeof named === 'function') return (named as () => DataClass)();
  const type: unknown = Reflect.getMetadata('design:type', prototype, key);
  return typeof type === 'function' && type !== Object && type !== Array ? (type as DataClass) : undefined;
}
