/**
 * Goes on at once with a value that is here, and later with a promise. Every delivery passes a dozen places that wait for something
 * in rare cases: an `await` in each costs more than the work between them.
 */
export function whenHere<Value, Result>(
  value: Value | Promise<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
