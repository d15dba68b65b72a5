import { KancaError } from '@kanca/core';
import { SUBSCRIPTION_SETTINGS } from '../model/subscription-settings.js';

/** Of the code, in UTF-8. */
export const MAX_CODE_BYTES = SUBSCRIPTION_SETTINGS.transformation.type.max;
const DEFINES_TRANSFORM = /\btransform\b/;

/** @throws KancaError `invalid_request` for code that is too long, or that does not define the function that is called */
export function assertTransformation(code: string): void {
  const problem = problemOf(code);
  if (problem === null) return;
  const field = 'transformation.code';
  throw new KancaError('invalid_request', `${field}: ${problem}`, { problems: [{ field, problem }] });
}

function problemOf(code: string): string | null {
  if (Buffer.byteLength(code) > MAX_CODE_BYTES) return `is longer than ${String(MAX_CODE_BYTES)} bytes`;
  if (!DEFINES_TRANSFORM.test(code)) return 'defines no function transform({ event, headers })';
  return null;
}
