import { createHash } from 'node:crypto';
import { valueAt, withFields } from '../kit/index.js';
import { multipartOf, MULTIPART_TYPE, payloadOf } from './dropbox-sign.event-json.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Dropbox Sign is known to send. */
export const dropboxSignEventNames = [
  'account_confirmed',
  'callback_test',
  'fax_sent',
  'file_error',
  'signature_request_all_signed',
  'signature_request_canceled',
  'signature_request_declined',
  'signature_request_downloadable',
  'signature_request_email_bounce',
  'signature_request_expired',
  'signature_request_invalid',
  'signature_request_prepared',
  'signature_request_reassigned',
  'signature_request_remind',
  'signature_request_sent',
  'signature_request_signed',
  'signature_request_viewed',
  'sign_url_invalid',
  'template_created',
  'template_error',
  'unknown_error',
] as const;

function eventOf(event_type: string, more: object): Sample {
  return {
    headers: { 'content-type': MULTIPART_TYPE },
    body: multipartOf({
      event: {
        event_time: '1760000000',
        event_type,
        event_hash: '',
        event_metadata: {
          related_signature_id: null,
          reported_for_account_id: '63522885f9261e2b04eea043933ee7313eb674fd',
          reported_for_app_id: null,
          event_message: null,
        },
      },
      ...more,
    }),
  };
}

const SIGNATURE_REQUEST = {
  signature_request_id: 'fa5c8a0b0f492d768749333ad6fcc214c111e967',
  title: 'Contract',
  is_complete: false,
  is_declined: false,
  metadata: {},
  signatures: [],
};

export const dropboxSignSamples: Readonly<Record<string, Sample>> = {
  signature_request_signed: eventOf('signature_request_signed', { signature_request: SIGNATURE_REQUEST }),
  callback_test: eventOf('callback_test', {}),
};

/** The hash is the id, and covers nothing but the second and the kind: so each sample gets a second of its own. */
export function freshenDropboxSign(sample: Sample, { id, now }: Freshness): Sample {
  const payload = payloadOf({ headers: sample.headers ?? {}, body: Buffer.from(String(sample.body)) });
  const secondsAgo = createHash('sha256').update(id).digest().readUInt32BE() % 86_400;
  const event_time = String(Math.floor(now.getTime() / 1_000) - secondsAgo);
  return {
    ...sample,
    body: multipartOf(withFields(payload, { event: withFields(valueAt(payload, 'event'), { event_time }) })),
  };
}
