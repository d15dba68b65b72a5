import { Field, type DtoClass, type FieldOptions } from './field.js';
import { anything } from './kinds/anything.js';
import { flag } from './kinds/flag.js';
import { instant } from './kinds/instant.js';
import { list, type ListRules } from './kinds/list.js';
import { map } from './kinds/map.js';
import { nested } from './kinds/nested.js';
import { number, whole, type NumberRules } from './kinds/number.js';
import { oneOf } from './kinds/one-of.js';
import { text, type TextRules } from './kinds/text.js';

/** @example `@Text({ max: 1_000, about: 'For people.', optional: true }) description?: string` */
export function Text(options: TextRules & FieldOptions = {}): PropertyDecorator {
  return Field(text(options), options);
}

/** A list of texts. `max` and `min` count its entries. */
export function Texts(options: ListRules & FieldOptions = {}): PropertyDecorator {
  return Field(list(text(), options), options);
}

/** An object with texts as values, such as headers. */
export function TextMap(options: FieldOptions = {}): PropertyDecorator {
  return Field(map(text()), options);
}

/** An object with any values. */
export function AnyMap(options: FieldOptions = {}): PropertyDecorator {
  return Field(map(anything), options);
}

/** A whole number. @example `@Whole({ min: 1, max: 100 }) maxAttempts!: number` */
export function Whole(options: NumberRules & FieldOptions = {}): PropertyDecorator {
  return Field(whole(options), options);
}

/** A number that may have a fraction. */
export function Numeric(options: NumberRules & FieldOptions = {}): PropertyDecorator {
  return Field(number(options), options);
}

/** True or false. */
export function Flag(options: FieldOptions = {}): PropertyDecorator {
  return Field(flag, options);
}

/** One of some texts. @example `@OneOf(['skip', 'block']) onPoison!: 'skip' | 'block'` */
export function OneOf(values: readonly (string | boolean)[], options: FieldOptions = {}): PropertyDecorator {
  return Field(oneOf(values), options);
}

/** A list of some texts. */
export function SomeOf(values: readonly string[], options: ListRules & FieldOptions = {}): PropertyDecorator {
  return Field(list(oneOf(values), options), options);
}

/** A time: RFC 3339 in JSON, a `Date` in code. */
export function Instant(options: FieldOptions = {}): PropertyDecorator {
  return Field(instant, options);
}

/** Any JSON value. */
export function Anything(options: FieldOptions = {}): PropertyDecorator {
  return Field(anything, options);
}

/** An object of another DTO class. */
export function One(dto: () => DtoClass, options: FieldOptions = {}): PropertyDecorator {
  return Field(nested(dto), options);
}

/** A list of objects of another DTO class. */
export function Many(dto: () => DtoClass, options: ListRules & FieldOptions = {}): PropertyDecorator {
  return Field(list(nested(dto), options), options);
}

/** An `Instant` that a caller gives. */
export function Time(options: FieldOptions = {}): PropertyDecorator {
  return Instant({ about: 'An RFC 3339 time.', ...options });
}
