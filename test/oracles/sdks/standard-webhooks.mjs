import { verifyWebhook as verifyClerk } from '@clerk/backend/webhooks';
import { ElevenLabsClient } from '@elevenlabs/elevenlabs-js';
import Mux from '@mux/mux-node';
import { validateEvent as validatePolar, WebhookVerificationError as PolarRefusal } from '@polar-sh/sdk/webhooks';
import { WorkOS } from '@workos-inc/node';
import OpenAI from 'openai';
import replicate from 'replicate';
import { Resend } from 'resend';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { hmac, quietly, seconds, unless } from '../tools.mjs';

const standardSecret = `whsec_${Buffer.from('an-invented-secret-of-24-b').toString('base64')}`;
const standard = new StandardWebhook(standardSecret);
const svix = new SvixWebhook(standardSecret);
const resend = new Resend('re_invented');
const openai = new OpenAI({ apiKey: 'invented' });
const elevenLabs = new ElevenLabsClient({ apiKey: 'invented' });
const mux = new Mux({ tokenId: 'invented', tokenSecret: 'invented' });
const workos = new WorkOS('sk_test_invented');
const polarSecret = 'polar_whs_invented';

const STANDARD = ['webhook-signature', 'webhook-id', 'webhook-timestamp'];
const SVIX = ['svix-signature', 'svix-id', 'svix-timestamp'];

/**
 * The headers as these libraries read them: Kanca passes over a comma behind a signature, and over missing padding. A change puts the comma in the place of
 * the one `=` that ends each of these signatures.
 */
const withoutCommas = (headers) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name.endsWith('-signature') ? value.replaceAll(/,(?= |$)/g, '=') : value,
    ]),
  );

/** What stands in the three headers of Standard Webhooks, under whichever name. */
const signedBy = (signer, names) => (body, now) => {
  const [signature, id, time] = names;
  return { [signature]: signer.sign('msg_1', new Date(now), body.toString()), [id]: 'msg_1', [time]: seconds(now) };
};

/** Standard Webhooks, those who use them, and those who sign alike. @type {import('../oracles.mjs').Oracle[]} */
export const oracles = [
  {
    provider: 'standardwebhooks',
    config: { secret: standardSecret },
    sign: (body, now) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': seconds(now),
      'webhook-signature': standard.sign('msg_1', new Date(now), body.toString()),
    }),
    judge: quietly(({ headers, body }) => {
      standard.verify(body.toString(), withoutCommas(headers), { jsonParse: false });
    }),
    proofs: ['webhook-signature', 'webhook-id', 'webhook-timestamp'],
  },
  {
    provider: 'svix',
    config: { secret: standardSecret },
    sign: signedBy(svix, SVIX),
    judge: quietly(({ headers, body }) => {
      svix.verify(body.toString(), withoutCommas(headers), { jsonParse: false });
    }),
    proofs: SVIX,
    except: ['empty'],
  },
  {
    provider: 'clerk',
    config: { secret: standardSecret },
    sign: signedBy(standard, SVIX),
    judge: quietly(async ({ headers, body }) => {
      const request = {
        headers: new Map(Object.entries(withoutCommas(headers))),
        text: () => Promise.resolve(body.toString()),
      };
      await verifyClerk(request, { signingSecret: standardSecret });
    }),
    proofs: SVIX,
  },
  {
    provider: 'resend',
    config: { secret: standardSecret },
    sign: signedBy(standard, SVIX),
    judge: quietly(({ headers, body }) => {
      const [signature, id, timestamp] = SVIX.map((name) => withoutCommas(headers)[name]);
      resend.webhooks.verify({
        payload: body.toString(),
        headers: { id, timestamp, signature },
        webhookSecret: standardSecret,
      });
    }),
    proofs: SVIX,
  },
  {
    provider: 'openai',
    config: { secret: standardSecret },
    sign: signedBy(standard, STANDARD),
    judge: quietly(async ({ headers, body }) => {
      await openai.webhooks.unwrap(body.toString(), headers, standardSecret);
    }),
    proofs: STANDARD,
    // Node's reader of base64 takes several texts for the same bytes, and it takes a signature of no version.
    isLenient: true,
  },
  {
    provider: 'replicate',
    config: { secret: standardSecret },
    sign: signedBy(standard, STANDARD),
    judge: quietly(({ headers, body }) =>
      replicate.validateWebhook({ headers: withoutCommas(headers), body: body.toString() }, standardSecret),
    ),
    proofs: STANDARD,
    // It does not look at the version of a signature.
    isLenient: true,
  },
  {
    provider: 'polar',
    config: { secret: polarSecret },
    sign: signedBy(new StandardWebhook(Buffer.from(polarSecret).toString('base64')), STANDARD),
    judge: unless(
      (error) => error instanceof PolarRefusal,
      ({ headers, body }) => validatePolar(body.toString(), withoutCommas(headers), polarSecret),
    ),
    proofs: STANDARD,
  },
  {
    provider: 'elevenlabs',
    config: { secret: 'wsec_invented' },
    sign: (body, now) => ({
      'elevenlabs-signature': `t=${seconds(now)},v0=${hmac('sha256', 'wsec_invented', `${seconds(now)}.${body}`, 'hex')}`,
    }),
    judge: quietly(async ({ headers, body }) => {
      await elevenLabs.webhooks.constructEvent(body.toString(), headers['elevenlabs-signature'], 'wsec_invented');
    }),
    proofs: ['elevenlabs-signature'],
  },
  {
    provider: 'mux',
    config: { secret: 'mux-secret' },
    sign: (body, now) => ({
      'mux-signature': `t=${seconds(now)},v1=${hmac('sha256', 'mux-secret', `${seconds(now)}.${body}`, 'hex')}`,
    }),
    judge: quietly(async ({ headers, body }) => {
      await mux.webhooks.verifySignature(body.toString(), headers, 'mux-secret');
    }),
    proofs: ['mux-signature'],
  },
  {
    provider: 'workos',
    config: { secret: 'workos-secret' },
    // It signs the JSON as it writes it itself.
    prepare: (text) => (text === '' ? null : JSON.stringify(JSON.parse(text))),
    sign: async (body, now) => ({
      'workos-signature': `t=${now}, v1=${await workos.webhooks.computeSignature(now, JSON.parse(body), 'workos-secret')}`,
    }),
    judge: quietly(async ({ headers, body }) => {
      const payload = JSON.parse(body);
      // Kanca passes over an entry that is empty.
      const sigHeader = headers['workos-signature'].replace(',,', ', ');
      await workos.webhooks.verifyHeader({ payload, sigHeader, secret: 'workos-secret' });
    }),
    proofs: ['workos-signature'],
    // It judges a body by what it means, and not by its bytes.
    isLenient: true,
  },
];
