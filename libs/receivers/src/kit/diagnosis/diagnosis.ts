import { SignatureError } from '../refusals/signature-error.js';
import type { KancaError } from '@kanca/core';

/** What the operator is told about a refusal, which may be more than the caller is. Holds no secret and no signature. */
export function diagnosisOf(error: KancaError): string {
  if (error instanceof SignatureError) return error.diagnosis;
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
