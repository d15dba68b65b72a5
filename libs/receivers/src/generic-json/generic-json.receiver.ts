import { compressedAs, compressedOption, repetitionOption, repetitionsBy } from '../kit/built-in.js';
import { defineReceiver, inHeader, inQuery, oneOf, ReceiverModule, token } from '../kit/index.js';
import { bodySignatureOr, signatureOptions } from './generic-json.body-signature.js';
import { genericJsonEventNames, genericJsonSamples } from './generic-json.samples.js';
import type { GenericJsonEvents } from './generic-json.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'generic-json': GenericJsonEvents;
  }
}

const REPETITION_SECONDS = 60;

/** Any sender of JSON: IFTTT, Zapier, a script of your own. The URL or a header holds the secret, or the sender signs the body. */
export const genericJson = defineReceiver({
  name: 'generic-json',
  title: 'Generic JSON',
  docs: 'https://learn.microsoft.com/aspnet/webhooks/receiving/receivers',
  assurance: 'url-secret',
  setup: [
    'Invent a long random code of letters and digits, and give it to this source.',
    'At the sender, POST JSON to the URL of this source with ?code= and the code at its end.',
    'Name the event with &action=paid; without it, it is called change.',
    'Rather a header than the URL? x-webhook-token with the code, or authorization: Bearer and the code.',
    'The sender can sign? Set the option signatureHeader: the code is the key of an HMAC-SHA256 of the body then.',
    'An idempotency-key header tells a repetition; without one, the same body within a minute is one (repeatsWithinSeconds).',
  ],
  secret: {
    name: 'code',
    label: 'Code',
    help: 'You choose it: a long random text, in the URL (?code=…), in a header, or the key of the signature.',
  },
  options: [...signatureOptions, compressedOption, repetitionOption(REPETITION_SECONDS)],
  repetitions: repetitionsBy(REPETITION_SECONDS),
  verify: bodySignatureOr(
    oneOf(token(inQuery('code')), token(inHeader('x-webhook-token')), token(inHeader('authorization', 'Bearer '))),
  ),
  inflates: compressedAs,
  read: ({ query, headers }) => ({
    id: headers['idempotency-key'],
    type: query.get('action') ?? genericJsonEventNames[0],
  }),
  events: genericJsonEventNames,
  samples: genericJsonSamples,
  freshen: (sample, { id }) => ({ ...sample, headers: { ...sample.headers, 'idempotency-key': id } }),
});

export class GenericJsonReceiverModule extends ReceiverModule(genericJson) {}
