import { signStandard } from '@kanca/signing';
import type { SigningInput } from './format.js';

/** `webhook-id`, `webhook-timestamp` and `webhook-signature`. Source: Standard Webhooks 1.0.0, "Webhook headers". */
export function standardSignature(input: SigningInput): Record<string, string> {
  const { event, timestampSeconds, body, keys: secrets, privateKeys } = input;
  return {
    'webhook-id': event.id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signStandard({ id: event.id, timestampSeconds, body, secrets, privateKeys }),
  };
}
