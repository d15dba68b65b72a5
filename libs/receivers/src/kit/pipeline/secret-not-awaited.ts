import { KancaError } from '@kanca/core';

/** A secret was handed over to a source that does not wait for one: it may be a stranger's. The caller hears what it hears anyhow. */
export class SecretNotAwaited extends KancaError {
  /** Never shown: the rejection is kept without it. */
  readonly #secret: string;

  constructor(secret: string) {
    super('source_not_ready', 'This source has no secret yet, so nothing can be verified.', {
      retryAfterSeconds: 300,
      cause: new Error(
        'a secret was handed over, and the source did not wait for one: have it wait with kanca sources await-secret or ' +
          'POST /api/v1/sources/{id}/await-secret, and have the provider send it again',
      ),
    });
    this.#secret = secret;
  }

  get secret(): string {
    return this.#secret;
  }
}
