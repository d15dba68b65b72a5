import { KancaError } from '@kanca/core';
import { whyUnavailable } from '@kanca/database';
import { VerificationUnavailable } from '../refusals/verification-unavailable.js';
import { SignatureError } from '../refusals/signature-error.js';
import { BodyTimeout, ClientGone } from './interruption.js';
import type { IngestOutcome } from '@kanca/core';

/** What became of a request that ended with an error. */
export function outcomeOf(error: unknown): IngestOutcome {
  if (error instanceof ClientGone || error instanceof BodyTimeout) return 'bad_request';
  if (!(error instanceof KancaError)) return 'failed';
  switch (error.code) {
    case 'signature_invalid':
      return 'rejected';
    case 'not_found':
      return 'unknown_source';
    case 'unavailable':
    case 'source_not_ready':
      return 'unavailable';
    default:
      return error.status < 500 ? 'bad_request' : 'failed';
  }
}

/** Why, for the operator's log: the precise reason where there is one, else the code. */
export function reasonOf(error: unknown): string {
  if (error instanceof SignatureError) return error.reason;
  if (error instanceof VerificationUnavailable) return 'verification_unavailable';
  if (error instanceof KancaError)
    return error.code === 'unavailable' && error.cause !== undefined
      ? `database_${whyUnavailable(error.cause).reason}`
      : error.code;
  if (error instanceof ClientGone) return 'client_gone';
  return error instanceof BodyTimeout ? 'request_timeout' : 'internal';
}

/** The refusals that an operator wants to read about; the rest would be noise, or is counted well enough. */
export function isWorthKeeping(error: KancaError): boolean {
  return KEPT.has(error.code) || error instanceof VerificationUnavailable;
}

const KEPT: ReadonlySet<string> = new Set([
  'signature_invalid',
  'malformed_body',
  'unsupported_media_type',
  'body_too_large',
  'https_required',
  'source_not_ready',
]);
