/**
 * Goes on at once with what is here, and later with what is yet to come. Every delivery passes a dozen places that wait for something
 * in rare cases: an `await` in each costs more than what is done between them.
 */
export function whenHere<Value, Result>(
  value: Value | Promise<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
