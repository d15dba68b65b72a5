/** Known over all copies of this library: a package of handlers may bring a copy of its own. */
const WISH = Symbol.for('kanca:retry-wish:1');

/** What a handler's error asks for; null when it is an ordinary failure. */
export function retryWishOf(error: unknown): { readonly afterMs: number } | 'skip' | null {
  if (typeof error !== 'object' || error === null) return null;
  const wish: unknown = Reflect.get(error, WISH);
  if (wish === 'skip') return wish;
  return typeof wish === 'number' && Number.isFinite(wish) && wish >= 0 ? { afterMs: wish } : null;
}

/**
 * Throw it to be tried again after a time of your choice. Still spends an attempt.
 * @example throw new RetryAfter(60_000, 'the deploy lock is taken');
 */
export class RetryAfter extends Error {
  override readonly name = 'RetryAfter';
  readonly [WISH]: number;

  constructor(
    readonly ms: number,
    reason = 'the handler asked for a retry',
  ) {
    super(reason);
    if (!Number.isFinite(ms) || ms < 0)
      throw new RangeError(`RetryAfter takes milliseconds from 0, got ${String(ms)}.`);
    this[WISH] = ms;
  }
}

/**
 * Throw it when no retry can help: the delivery becomes a dead letter at once.
 * @example throw new SkipRetry(`no repository called ${name}`);
 */
export class SkipRetry extends Error {
  override readonly name = 'SkipRetry';
  readonly [WISH] = 'skip';
}
