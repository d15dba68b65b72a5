import { signStandard } from '@kanca/signing';
import type { SigningInput } from './format.js';

/** What `standardSignature` writes, for a format that describes itself. */
export const STANDARD_HEADERS = {
  'webhook-id': 'The id of the event, the same for every attempt: it tells a repetition.',
  'webhook-timestamp':
    'When this attempt was signed, in seconds since 1970. Refuse one that is more than 5 minutes away.',
  'webhook-signature':
    'Signatures of `webhook-id.webhook-timestamp.body`, a blank between two of them: `v1,` and base64 of HMAC-SHA256, one for each secret that is good; `v1a,` and base64 of Ed25519.',
};

/** `webhook-id`, `webhook-timestamp` and `webhook-signature`. Source: Standard Webhooks 1.0.0, "Webhook headers". */
export function standardSignature(input: SigningInput): Record<string, string> {
  const { event, timestampSeconds, body, keys: secrets, privateKeys } = input;
  return {
    'webhook-id': event.id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signStandard({ id: event.id, timestampSeconds, body, secrets, privateKeys }),
  };
}
