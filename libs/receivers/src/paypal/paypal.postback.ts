import { NoDocuments, SignatureError, textAt, valueAt, VerificationUnavailable } from '../kit/index.js';
import { PaypalApi, readJson } from './paypal.api.js';
import { readTransmission } from './paypal.transmission.js';
import type { InboundRequest } from '@kanca/core';
import type { SchemeContext } from '../kit/index.js';
import type { Transmission } from './paypal.transmission.js';

const VERIFY_PATH = '/v1/notifications/verify-webhook-signature';
/** Larger than any event of PayPal: strangers shall not make us send what they like. */
const MAX_EVENT_BYTES = 1_048_576;

/**
 * Asks PayPal whether a transmission is its own, each time anew. What costs nothing is judged before.
 * Source: https://developer.paypal.com/docs/api/webhooks/v1/#verify-webhook-signature_post
 * @throws SignatureError; VerificationUnavailable (503) when PayPal does not say, so that it tries again
 */
export async function askPaypal(
  request: InboundRequest,
  context: SchemeContext,
  toleranceSeconds: number,
): Promise<void> {
  const transmission = readTransmission(request, context, toleranceSeconds);
  const { documents = new NoDocuments(), options } = context;
  const body = question(transmission, options['webhookId'], eventOf(request.body));
  const { status, body: answer } = await new PaypalApi(documents, options).post(VERIFY_PATH, body);
  const verdict = textAt(readJson(answer), 'verification_status');
  if (status === 200 && verdict === 'SUCCESS') return;
  if (status === 200 && verdict !== 'FAILURE')
    throw new VerificationUnavailable('PayPal answered neither SUCCESS nor FAILURE');
  throw new SignatureError(
    'signature_mismatch',
    `PayPal does not know this request as its own (${verdict ?? `status ${String(status)}`}): is the option webhookId the id of ` +
      'this very webhook, and environment the one it is in?',
  );
}

/** What else came than one JSON object would be read by PayPal as further fields of the question. */
function eventOf(body: Buffer): Buffer {
  if (body.length > MAX_EVENT_BYTES)
    throw new SignatureError('signature_malformed', 'the body is larger than any event of PayPal');
  if (body[0] !== OPENING_BRACE || valueAt(readJson(body), 'event_type') === undefined)
    throw new SignatureError('signature_malformed', 'the body is no event of PayPal, so PayPal is not asked about it');
  return body;
}

const OPENING_BRACE = 0x7b;

/** The event goes along byte for byte: written anew, a number or an escape could come out differently, and no longer fit. */
function question(transmission: Transmission, webhookId: unknown, event: Buffer): Buffer {
  const fields = JSON.stringify({
    auth_algo: transmission.algorithm,
    cert_url: transmission.certificateUrl,
    transmission_id: transmission.id,
    transmission_sig: transmission.signature,
    transmission_time: transmission.time,
    webhook_id: webhookId,
  });
  return Buffer.concat([Buffer.from(`${fields.slice(0, -1)},"webhook_event":`), event, Buffer.from('}')]);
}
