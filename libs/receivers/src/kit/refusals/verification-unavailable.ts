import { KancaError } from '@kanca/core';

const OUTWARD = 'Nobody could tell whether this request is genuine: send it again.';
const RETRY_AFTER_SECONDS = 30;

/**
 * The provider has to be asked about a request, and could not be: nothing was accepted, and the request is to come again (503 with
 * `Retry-After`). The caller hears no more than that; the cause is for operators.
 * @example throw new VerificationUnavailable('https://api-m.paypal.com did not answer within 5 s')
 */
export class VerificationUnavailable extends KancaError {
  override readonly name = 'VerificationUnavailable';

  /** @param diagnosis one sentence for the operator, without a secret */
  constructor(diagnosis: string) {
    super('unavailable', OUTWARD, { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: new Error(diagnosis) });
  }
}
