import type { Format } from './format.js';
import { STANDARD_BODY_KEYS, standardBody } from './standard-body.js';
import { standardSignature } from './standard-signature.js';

/** The event in the envelope of Standard Webhooks. */
export const standard = {
  name: 'standard',
  reservedProperties: STANDARD_BODY_KEYS,
  body: standardBody,
  sign: standardSignature,
} as const satisfies Format;
