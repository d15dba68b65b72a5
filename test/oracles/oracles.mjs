// One entry for each vendor's library: how it signs, and how it judges. Nothing here is Kanca's.
import { createHmac, generateKeyPairSync, sign as signWithKey } from 'node:crypto';
import { createRequire } from 'node:module';
import * as contentful from '@contentful/node-apps-toolkit';
import { signatureHelper } from '@kontent-ai/webhook-helper';
import * as line from '@line/bot-sdk';
import { LinearWebhookClient } from '@linear/sdk/webhooks';
import { sign as githubSign, verify as githubVerify } from '@octokit/webhooks-methods';
import { encodeSignatureHeader, isValidSignature } from '@sanity/webhook';
import sendgrid from '@sendgrid/eventwebhook';
import { verifyKey } from 'discord-interactions';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { WebhooksHelper } from 'square';
import Stripe from 'stripe';

const require = createRequire(import.meta.url);
const { verifySlackRequest } = require('@slack/bolt');
const { Signature: HubspotSignature } = require('@hubspot/api-client');
const razorpay = require('razorpay');
const coinbase = require('coinbase-commerce-node');
const easypost = require('@easypost/api');

const JSON_HEADERS = { 'content-type': 'application/json' };
const hmac = (algorithm, key, text, encoding) => createHmac(algorithm, key).update(text).digest(encoding);
const quietly = (judge) => async (request) => {
  try {
    return (await judge(request)) !== false;
  } catch {
    return false;
  }
};
const stripe = new Stripe('sk_test_invented');
const standardSecret = `whsec_${Buffer.from('an-invented-secret-of-24-b').toString('base64')}`;
const standard = new StandardWebhook(standardSecret);
const discordKeys = generateKeyPairSync('ed25519');
const discordPublic = discordKeys.publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('hex');
const mailKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const mailPublic = mailKeys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const seconds = (now) => String(Math.floor(now / 1_000));

/**
 * @typedef {object} Oracle
 * @property {string} provider
 * @property {object} config the settings of the source
 * @property {(body: Buffer, now: number) => Promise<object> | object} sign headers
 * @property {(request: { headers: object, body: Buffer }, now: number) => Promise<boolean>} [judge]
 * @property {string[]} proofs the headers that may be changed
 * @property {(text: string, now: number) => string | null} [prepare] what the provider writes into its bodies; null for a body it never sends
 * @property {boolean} [isLenient] whether the library takes some requests that are not quite well-formed
 * @property {string[]} [except] payloads that the library itself cannot take
 */

/** @type {Oracle[]} */
export const oracles = [
  {
    provider: 'github',
    config: { secret: 'github-secret' },
    sign: async (body) => ({
      'x-github-event': 'push',
      'x-github-delivery': '1',
      'x-hub-signature-256': await githubSign('github-secret', body.toString()),
    }),
    judge: quietly(({ headers, body }) =>
      githubVerify('github-secret', body.toString(), headers['x-hub-signature-256']),
    ),
    proofs: ['x-hub-signature-256'],
    except: ['empty'],
  },
  {
    provider: 'stripe',
    config: { secret: 'whsec_invented' },
    sign: (body, now) => ({
      'stripe-signature': stripe.webhooks.generateTestHeaderString({
        payload: body.toString(),
        secret: 'whsec_invented',
        timestamp: Number(seconds(now)),
      }),
    }),
    judge: quietly(({ headers, body }) =>
      stripe.webhooks.signature.verifyHeader(body, headers['stripe-signature'], 'whsec_invented', 300),
    ),
    proofs: ['stripe-signature'],
  },
  {
    provider: 'slack',
    config: { signingSecret: 'slack-secret' },
    sign: (body, now) => ({
      'x-slack-request-timestamp': seconds(now),
      'x-slack-signature': `v0=${hmac('sha256', 'slack-secret', `v0:${seconds(now)}:${body}`, 'hex')}`,
    }),
    judge: quietly(({ headers, body }) => {
      verifySlackRequest({
        signingSecret: 'slack-secret',
        body: body.toString(),
        headers: { ...headers, 'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']) },
      });
    }),
    proofs: ['x-slack-signature'],
  },
  {
    provider: 'standardwebhooks',
    config: { secret: standardSecret },
    sign: (body, now) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': seconds(now),
      'webhook-signature': standard.sign('msg_1', new Date(now), body.toString()),
    }),
    judge: quietly(({ headers, body }) => {
      standard.verify(body.toString(), headers, { jsonParse: false });
    }),
    proofs: ['webhook-signature', 'webhook-id', 'webhook-timestamp'],
  },
  {
    provider: 'linear',
    config: { secret: 'linear-secret' },
    // Linear writes the time into the body, and Kanca asks for it.
    prepare: (text, now) => (text.startsWith('{') ? text.replace('{', `{"webhookTimestamp":${now},`) : null),
    sign: (body) => ({ 'linear-signature': hmac('sha256', 'linear-secret', body, 'hex') }),
    judge: quietly(({ headers, body }) =>
      new LinearWebhookClient('linear-secret').verify(body, headers['linear-signature']),
    ),
    proofs: ['linear-signature'],
  },
  {
    provider: 'hubspot',
    config: { clientSecret: 'hubspot-secret' },
    sign: (body, now) => ({
      'x-hubspot-request-timestamp': String(now),
      'x-hubspot-signature-v3': HubspotSignature.getSignature('POST', 'v3', {
        url: 'https://hooks.example.com/hook',
        requestBody: body.toString(),
        timestamp: now,
        clientSecret: 'hubspot-secret',
        httpMethod: 'POST',
      }),
    }),
    proofs: ['x-hubspot-signature-v3'],
  },
  {
    provider: 'sanity',
    config: { secret: 'sanity-secret' },
    sign: async (body, now) => ({
      'sanity-webhook-signature': await encodeSignatureHeader(body.toString(), now, 'sanity-secret'),
    }),
    judge: quietly(({ headers, body }) =>
      isValidSignature(body.toString(), headers['sanity-webhook-signature'], 'sanity-secret'),
    ),
    proofs: ['sanity-webhook-signature'],
    except: ['empty'],
  },
  {
    provider: 'kontent-ai',
    config: { secret: 'kontent-secret' },
    sign: (body) => ({ 'x-kontent-ai-signature': hmac('sha256', 'kontent-secret', body, 'base64') }),
    judge: quietly(({ headers, body }) =>
      signatureHelper.isValidSignatureFromString(body.toString(), 'kontent-secret', headers['x-kontent-ai-signature']),
    ),
    proofs: ['x-kontent-ai-signature'],
  },
  {
    provider: 'discord',
    config: { publicKey: discordPublic },
    sign: (body, now) => ({
      'x-signature-timestamp': seconds(now),
      'x-signature-ed25519': signWithKey(
        null,
        Buffer.concat([Buffer.from(seconds(now)), body]),
        discordKeys.privateKey,
      ).toString('hex'),
    }),
    judge: quietly(({ headers, body }) =>
      verifyKey(body, headers['x-signature-ed25519'], headers['x-signature-timestamp'], discordPublic),
    ),
    proofs: ['x-signature-ed25519', 'x-signature-timestamp'],
    // Its reader of hex takes what is none.
    isLenient: true,
  },
  {
    provider: 'line',
    config: { channelSecret: 'line-secret' },
    sign: (body) => ({ 'x-line-signature': hmac('sha256', 'line-secret', body, 'base64') }),
    judge: quietly(({ headers, body }) => line.validateSignature(body, 'line-secret', headers['x-line-signature'])),
    proofs: ['x-line-signature'],
    // Node's reader of base64 takes several texts for the same bytes; Kanca takes one.
    isLenient: true,
  },
  {
    provider: 'razorpay',
    config: { secret: 'razorpay-secret' },
    sign: (body) => ({ 'x-razorpay-signature': hmac('sha256', 'razorpay-secret', body, 'hex') }),
    judge: quietly(({ headers, body }) =>
      razorpay.validateWebhookSignature(body.toString(), headers['x-razorpay-signature'], 'razorpay-secret'),
    ),
    proofs: ['x-razorpay-signature'],
  },
  {
    provider: 'sendgrid',
    config: { publicKey: mailPublic },
    sign: (body, now) => ({
      'x-twilio-email-event-webhook-timestamp': seconds(now),
      'x-twilio-email-event-webhook-signature': signWithKey(
        'sha256',
        Buffer.concat([Buffer.from(seconds(now)), body]),
        mailKeys.privateKey,
      ).toString('base64'),
    }),
    judge: quietly(({ headers, body }) => {
      const events = new sendgrid.EventWebhook();
      return events.verifySignature(
        events.convertPublicKeyToECDSA(mailPublic),
        body,
        headers['x-twilio-email-event-webhook-signature'],
        headers['x-twilio-email-event-webhook-timestamp'],
      );
    }),
    proofs: ['x-twilio-email-event-webhook-signature', 'x-twilio-email-event-webhook-timestamp'],
    // Its reader of DER takes lengths that are wrong.
    isLenient: true,
  },
  {
    provider: 'square',
    config: { signatureKey: 'square-key', notificationUrl: 'https://hooks.example.com/hook' },
    sign: (body) => ({
      'x-square-hmacsha256-signature': hmac('sha256', 'square-key', `https://hooks.example.com/hook${body}`, 'base64'),
    }),
    judge: quietly(({ headers, body }) =>
      WebhooksHelper.verifySignature({
        requestBody: body.toString(),
        signatureHeader: headers['x-square-hmacsha256-signature'],
        signatureKey: 'square-key',
        notificationUrl: 'https://hooks.example.com/hook',
      }),
    ),
    proofs: ['x-square-hmacsha256-signature'],
    except: ['empty'],
  },
  {
    provider: 'coinbase-commerce',
    config: { secret: 'coinbase-secret' },
    sign: (body) => ({ 'x-cc-webhook-signature': hmac('sha256', 'coinbase-secret', body, 'hex') }),
    judge: quietly(({ headers, body }) => {
      coinbase.Webhook.verifySigHeader(body.toString(), headers['x-cc-webhook-signature'], 'coinbase-secret');
    }),
    proofs: ['x-cc-webhook-signature'],
    except: ['empty'],
  },
  {
    provider: 'easypost',
    config: { secret: 'easypost-secret' },
    sign: (body) => ({
      'x-hmac-signature': `hmac-sha256-hex=${hmac('sha256', 'easypost-secret', body, 'hex')}`,
    }),
    judge: quietly(({ headers, body }) => {
      const client = new easypost('EZAK_invented');
      client.Utils.validateWebhook(body, { 'X-Hmac-Signature': headers['x-hmac-signature'] }, 'easypost-secret');
    }),
    proofs: ['x-hmac-signature'],
    except: ['empty'],
  },
  {
    provider: 'contentful',
    config: { signingSecret: 'c'.repeat(64) },
    sign: (body, now) =>
      contentful.signRequest(
        'c'.repeat(64),
        { method: 'POST', path: '/hook', headers: { ...JSON_HEADERS }, body: body.toString() },
        now,
      ),
    proofs: ['x-contentful-signature'],
    except: ['empty'],
  },
].map((oracle) => ({ ...oracle, headers: JSON_HEADERS }));
