import { KancaError } from '@kanca/core';

/** Why a request is not believed. For operators only: the caller hears the same sentence for every reason. */
export type SignatureReason =
  | 'header_missing'
  | 'header_doubled'
  | 'scheme_disabled'
  | 'signature_malformed'
  | 'signature_mismatch'
  | 'body_too_large'
  | 'document_unavailable'
  | 'claim_mismatch'
  | 'timestamp_malformed'
  | 'timestamp_stale'
  | 'handshake_refused';

const OUTWARD = 'This request could not be shown to come from the provider. Its operator can see why.';

/**
 * A request that was not shown to be genuine.
 * @example throw new SignatureError('header_missing', 'no x-hub-signature-256 header: is a secret set on the provider side?')
 */
export class SignatureError extends KancaError {
  override readonly name = 'SignatureError';

  constructor(
    readonly reason: SignatureReason,
    /** One sentence for the operator. Holds no secret and no signature. */
    readonly diagnosis: string,
  ) {
    super('signature_invalid', OUTWARD);
  }
}
