export type { DataClass } from '../data-class.js';
export { eventTypeOf, type EventTypeOfClass, type EventTypeOptions } from './event-type-of.js';
export { IsExactNumber, type ExactNumberOptions } from './exact-number.decorator.js';
export { Nested, type NestedOptions } from './nested.decorator.js';
