import { defineFormat } from './define-format.js';
import { STANDARD_BODY_KEYS, standardBody } from './standard-body.js';
import { ANY_DATA } from './format-description.js';
import { STANDARD_HEADERS, standardSignature } from './standard-signature.js';

/** The event in the envelope of Standard Webhooks. */
export const standard = defineFormat({
  name: 'standard',
  description: 'The event in an envelope of JSON, as Standard Webhooks has it.',
  reservedProperties: STANDARD_BODY_KEYS,
  batchContentType: 'application/json',
  describes: {
    headers: STANDARD_HEADERS,
    body: {
      'application/json': {
        type: 'object',
        required: ['id', 'type', 'timestamp', 'data'],
        properties: {
          id: { type: 'string', description: 'The id of the event, as in `webhook-id`.' },
          type: { type: 'string' },
          timestamp: { type: 'string', format: 'date-time', description: 'When the event happened.' },
          subject: { type: 'string' },
          source: { type: 'string', description: 'Where the event was received; not there for a published one.' },
          data: ANY_DATA,
        },
        additionalProperties: { description: 'The `properties` of the subscription.' },
      },
    },
  },
  body: standardBody,
  sign: standardSignature,
});
