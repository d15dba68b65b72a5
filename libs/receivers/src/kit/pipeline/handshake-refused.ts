import { SignatureError } from '../refusals/signature-error.js';
import type { Answer } from '../receiver-definition.js';

/** A handshake that failed. Kept and counted like every other refusal, but the caller hears what its provider has to hear. */
export class HandshakeRefused extends SignatureError {
  override readonly status: number;

  constructor(
    diagnosis: string,
    readonly answer: Answer,
  ) {
    super('handshake_refused', diagnosis);
    this.status = answer.status;
  }
}

/**
 * The part of a handshake's answer that the caller gets; the rest is for the operator.
 * @throws HandshakeRefused when the handshake failed
 */
export function assertShaken({ refused, ...heard }: Answer): Answer {
  if (refused !== undefined) throw new HandshakeRefused(refused, heard);
  return heard;
}
