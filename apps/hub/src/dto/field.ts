import 'reflect-metadata';
import { registerDecorator } from 'class-validator';
import type { Kind } from './kind.js';

/** A class whose fields are described. */
export type DtoClass<T extends object = object> = new () => T;

export interface FieldOptions {
  /** A sentence for the OpenAPI document. */
  readonly about?: string;
  /** Whether it may be left out. */
  readonly optional?: boolean;
  /** Whether it may be null. */
  readonly nullable?: boolean;
  /** Stands in when it is left out. */
  readonly default?: unknown;
  /** Whether it comes as the text of a URL's query, although it is a number, or true or false. */
  readonly inQuery?: boolean;
}

export interface Field extends FieldOptions {
  readonly name: string;
  readonly kind: Kind;
}

/** `refused` with a sentence (the default), `dropped`, or kept when it has a kind of its own. */
export type UnknownNames = 'refused' | 'dropped' | Kind;

const FIELDS = 'kanca:dto-fields';
const UNKNOWN = 'kanca:dto-unknown-names';
const NAME = 'kanca:dto-name';

/** Describes a field to class-validator and to the OpenAPI document at once. */
export function Field(kind: Kind, options: FieldOptions = {}): PropertyDecorator {
  return (prototype, key) => {
    const dto = prototype.constructor;
    const field: Field = { ...options, name: String(key), kind };
    const before = fieldsOf(dto as DtoClass) ?? [];
    const isNew = before.every(({ name }) => name !== field.name);
    const fields = isNew ? [...before, field] : before.map((one) => (one.name === field.name ? field : one));
    Reflect.defineMetadata(FIELDS, fields, dto);
    registerDecorator({
      name: 'kind',
      target: dto,
      propertyName: field.name,
      validator: {
        validate: (value: unknown) => faultsOfField(field, value).length === 0,
        defaultMessage: (given) => `${field.name} ${faultsOfField(field, given?.value)[0]?.problem ?? ''}`,
      },
    });
  };
}

/** The name of the class in the OpenAPI document; without it, its schema is written out wherever it is used. */
export function Named(name: string): ClassDecorator {
  return (dto) => {
    Reflect.defineMetadata(NAME, name, dto);
  };
}

/** What becomes of a name that the class does not have. */
export function OtherNames(unknown: UnknownNames): ClassDecorator {
  return (dto) => {
    Reflect.defineMetadata(UNKNOWN, unknown, dto);
  };
}

/** The fields of a class and of those that it extends; undefined when it has none. */
export function fieldsOf(dto: DtoClass): readonly Field[] | undefined {
  return Reflect.getMetadata(FIELDS, dto) as readonly Field[] | undefined;
}

/** A name is not passed on to a class that extends this one. */
export function nameOf(dto: DtoClass): string | undefined {
  return Reflect.getOwnMetadata(NAME, dto) as string | undefined;
}

export function unknownNamesOf(dto: DtoClass): UnknownNames {
  return (Reflect.getMetadata(UNKNOWN, dto) as UnknownNames | undefined) ?? 'refused';
}

/** The faults of one field, told from the field. */
export function faultsOfField(field: Field, value: unknown): ReturnType<Kind['faults']> {
  if (value === undefined && (field.optional === true || field.default !== undefined)) return [];
  return value === null && field.nullable === true ? [] : field.kind.faults(value);
}
