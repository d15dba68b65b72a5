import { isObject, parseExactJson, type HandledEvent } from '@kanca/core';
import type { DataClass } from '../data-class.js';
import { SkipRetry } from '../retry-errors.js';
import { instanceOf, keepsDigits } from './instance-of.js';
import { problemsOf } from './problems.js';
import { shapeOf } from './shape.js';

/** Gives the event with data that is an instance of a class. */
export type DataReader = (event: HandledEvent) => Promise<HandledEvent>;

/**
 * Reads and judges data by a class.
 * @returns what throws a `SkipRetry` that names each place of data that does not fit: it will not fit later either
 * @throws Error for a class that describes nothing
 */
export function dataReader(dataClass: DataClass): DataReader {
  const shape = shapeOf(dataClass);
  const isExact = keepsDigits(shape);
  return async (event) => {
    const exact = isExact ? exactDataOf(event) : event.data;
    if (!isObject(event.data) || !isObject(exact)) throw refusal(dataClass, ['data has to be an object']);
    const data = instanceOf(shape, event.data, exact);
    const problems = await problemsOf(shape, data);
    if (problems.length > 0) throw refusal(dataClass, problems);
    return { ...event, data };
  };
}

function exactDataOf({ data, dataBytes }: HandledEvent): unknown {
  return isObject(data) ? parseExactJson(dataBytes.toString('utf8')) : data;
}

function refusal({ name }: DataClass, problems: readonly string[]): SkipRetry {
  return new SkipRetry(`The data of the event is no ${name}: ${problems.join('; ')}.`);
}
