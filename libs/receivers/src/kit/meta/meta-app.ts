import { constantTimeEqual } from '@kanca/signing';
import { hmac } from '../verify/hmac.js';
import { oneOf } from '../verify/one-of.js';
import { whenOption } from '../verify/when-option.js';
import type { ReceiverSpec, UnsignedHandshake } from '../receiver-definition.js';

/** What is given back has no character that could mean something. */
const CHALLENGE = /^[\w.~-]{1,256}$/;

const WITHOUT_TOKEN =
  'the verification request has no hub.verify_token: set one in the webhook settings of the app at Meta';
const WITH_ANOTHER_TOKEN =
  'hub.verify_token is not the verify token of this source: enter the same text here and in the webhook settings of the app at Meta';
const WITHOUT_CHALLENGE =
  'hub.verify_token is right, but hub.challenge is not 1 to 256 letters, digits and . _ ~ -, so it was not given back: Meta sends digits';

/**
 * Meta asks whether the owner of the URL knows the verify token, and wants its challenge back.
 * Source: https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests
 */
const verificationRequest: UnsignedHandshake = {
  name: 'hub_challenge',
  isSigned: false,
  answer({ method, query }, { options }) {
    if (method !== 'GET' || query.get('hub.mode') !== 'subscribe') return null;
    const known = options['verifyToken'];
    const presented = Buffer.from(query.get('hub.verify_token') ?? '');
    const challenge = query.get('hub.challenge') ?? '';
    const isOurs = typeof known === 'string' && constantTimeEqual(Buffer.from(known), presented);
    if (!isOurs) return { status: 403, refused: presented.length === 0 ? WITHOUT_TOKEN : WITH_ANOTHER_TOKEN };
    if (!CHALLENGE.test(challenge)) return { status: 403, refused: WITHOUT_CHALLENGE };
    const headers = { 'x-content-type-options': 'nosniff' };
    return { status: 200, contentType: 'text/plain', headers, body: challenge };
  },
};

/**
 * What the webhooks of an app at Meta have in common, whichever product they are of: one app secret signs for Facebook, Instagram and
 * WhatsApp alike, and one kind of question asks for the URL.
 * Source: https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads
 * @example defineReceiver({ name: 'facebook', title: 'Facebook Pages / Messenger', ...metaApp, setup: [...], … })
 */
export const metaApp = Object.freeze({
  docs: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads',
  assurance: 'signed-body',
  secret: {
    name: 'appSecret',
    label: 'App secret',
    help: 'Meta makes it: under App settings > Basic of your app. All products of the app have the same.',
  },
  options: [
    {
      kind: 'secret',
      name: 'verifyToken',
      label: 'Verify token',
      help: 'You choose it: a long random text, the same here and in the webhook settings of the app.',
      isRequired: true,
    },
    {
      kind: 'boolean',
      name: 'allowSha1',
      label: 'Accept SHA-1 signatures',
      help: 'For old set-ups that strip x-hub-signature-256. Never used when that header is there.',
      default: false,
    },
  ],
  methods: ['POST', 'GET'],
  verify: oneOf(
    hmac({ algorithm: 'sha256', header: 'x-hub-signature-256', prefix: 'sha256=' }),
    whenOption('allowSha1', hmac({ algorithm: 'sha1', header: 'x-hub-signature', prefix: 'sha1=' })),
  ),
  handshakes: [verificationRequest],
} satisfies Partial<ReceiverSpec>);
