import { defineFormat } from './define-format.js';
import { STANDARD_BODY_KEYS, standardBody } from './standard-body.js';
import { standardSignature } from './standard-signature.js';

/** The event in the envelope of Standard Webhooks. */
export const standard = defineFormat({
  name: 'standard',
  description: 'The event in an envelope of JSON, as Standard Webhooks has it.',
  reservedProperties: STANDARD_BODY_KEYS,
  batchContentType: 'application/json',
  body: standardBody,
  sign: standardSignature,
});
