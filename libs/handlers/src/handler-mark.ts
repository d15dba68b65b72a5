import 'reflect-metadata';
import type { AnyHandlerOptions, ProviderHandlerOptions } from './handler-options.js';

/** What `@OnWebhook` leaves on a method. */
export interface HandlerMark {
  /** `*` for all of them, and for published events. */
  readonly provider: string;
  /** As the provider calls them, `*` for all of its events. */
  readonly events: readonly string[];
  readonly options: ProviderHandlerOptions & AnyHandlerOptions;
}

/**
 * One symbol for all copies of this library: a package of handlers may bring a copy of its own. The number changes with the form of a
 * mark.
 */
const MARKS = Symbol.for('kanca:handler-marks:1');

/** A second decorator on the same method adds to the first: the method handles twice. */
export function addMark(method: object, mark: HandlerMark): void {
  Reflect.defineMetadata(MARKS, [...marksOf(method), mark], method);
}

/** The marks on a method; none when it handles nothing. */
export function marksOf(method: object): readonly HandlerMark[] {
  const marks: unknown = Reflect.getMetadata(MARKS, method);
  return Array.isArray(marks) ? (marks as readonly HandlerMark[]) : [];
}
