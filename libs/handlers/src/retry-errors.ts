/**
 * Throw it to be tried again after a time of your choice. Still spends an attempt.
 * @example throw new RetryAfter(60_000, 'the deploy lock is taken');
 */
export class RetryAfter extends Error {
  override readonly name = 'RetryAfter';

  constructor(
    readonly ms: number,
    reason = 'the handler asked for a retry',
  ) {
    super(reason);
    if (!Number.isFinite(ms) || ms < 0)
      throw new RangeError(`RetryAfter takes milliseconds from 0, got ${String(ms)}.`);
  }
}

/**
 * Throw it when no retry can help: the delivery becomes a dead letter at once.
 * @example throw new SkipRetry(`no repository called ${name}`);
 */
export class SkipRetry extends Error {
  override readonly name = 'SkipRetry';
}
