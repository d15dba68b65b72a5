/** Whether a value has to be waited for: a promise of any library, or of another realm. */
export function isThenable<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/**
 * Goes on at once with a value that is here, and later with a promise. Every delivery passes a dozen places that wait for something
 * in rare cases: an `await` in each costs more than the work between them.
 * @throws what `next` throws for a value that is here; with a promise it rejects
 */
export function thenOrNow<Value, Result>(
  value: Value | PromiseLike<Value>,
  next: (value: Value) => Promise<Result>,
): Promise<Result>;
export function thenOrNow<Value, Result>(
  value: Value | PromiseLike<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result>;
export function thenOrNow<Value, Result>(
  value: Value | PromiseLike<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  // A promise of our own is passed on as it is.
  return isThenable(value) ? Promise.resolve(value).then(next) : next(value);
}
