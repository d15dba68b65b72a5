import { KancaError } from '@kanca/core';
import { RejectionLog } from './rejection-log.js';
import type { Refusal, Rejection, RejectionHead } from './rejection.js';
import type { RejectionPage } from './rejection-log.js';

/** Keeps nothing. For benchmarks and for embedding without a database. */
export class SilentRejectionLog extends RejectionLog {
  record(_refusal: Refusal): void {
    // Nothing to do: silence is the point.
  }

  list(): Promise<RejectionPage> {
    return Promise.resolve({ data: [], nextCursor: null });
  }

  newest(): Promise<readonly RejectionHead[]> {
    return Promise.resolve([]);
  }

  get(): Promise<Rejection> {
    return Promise.reject(new KancaError('not_found', 'No rejections are kept here.'));
  }

  forget(): Promise<void> {
    return Promise.resolve();
  }

  prune(): Promise<number> {
    return Promise.resolve(0);
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }
}
