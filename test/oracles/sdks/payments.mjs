import { createRequire } from 'node:module';
import adyen from '@adyen/api-library';
import { Paddle } from '@paddle/paddle-node-sdk';
import '@shopify/shopify-api/adapters/node';
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api';
import braintree from 'braintree';
import { verifySignature as verifyGocardless } from 'gocardless-nodejs/webhooks';
import { verifyWebhookSignature as verifyHook0 } from 'hook0-client';
import { WebhooksHelper } from 'square';
import Stripe from 'stripe';
import { FORM_HEADERS, hmac, JSON_HEADERS, quietly, seconds } from '../tools.mjs';

const require = createRequire(import.meta.url);
const razorpay = require('razorpay');
const coinbase = require('coinbase-commerce-node');
const easypost = require('@easypost/api');

const stripe = new Stripe('sk_test_invented');
const paddle = new Paddle('invented');
const adyenKey = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056';
const adyenHmac = new adyen.hmacValidator();
const braintreeGateway = new braintree.BraintreeGateway({
  environment: braintree.Environment.Sandbox,
  merchantId: 'invented',
  publicKey: 'invented-public',
  privateKey: 'invented-private',
});
const shopify = shopifyApi({
  apiSecretKey: 'shopify-secret',
  apiKey: 'invented',
  apiVersion: Object.values(ApiVersion)[0],
  hostName: 'hooks.example.com',
  isEmbeddedApp: false,
  logger: { level: LogSeverity.Error, log: () => undefined },
});

const lowerCase = (text) => text.toLowerCase();

/** Money and shops. @type {import('../oracles.mjs').Oracle[]} */
export const oracles = [
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
    provider: 'razorpay',
    config: { secret: 'razorpay-secret' },
    sign: (body) => ({ 'x-razorpay-signature': hmac('sha256', 'razorpay-secret', body, 'hex') }),
    judge: quietly(({ headers, body }) =>
      razorpay.validateWebhookSignature(body.toString(), headers['x-razorpay-signature'], 'razorpay-secret'),
    ),
    proofs: ['x-razorpay-signature'],
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
    provider: 'paddle',
    config: { secret: 'pdl_ntfset_invented' },
    sign: (body, now) => ({
      'paddle-signature': `ts=${seconds(now)};h1=${hmac('sha256', 'pdl_ntfset_invented', `${seconds(now)}:${body}`, 'hex')}`,
    }),
    judge: quietly(({ headers, body }) =>
      paddle.webhooks.isSignatureValid(body.toString(), 'pdl_ntfset_invented', headers['paddle-signature']),
    ),
    proofs: ['paddle-signature'],
  },
  {
    provider: 'adyen',
    config: { hmacKey: adyenKey },
    // Of an item, some fields are signed: the payload becomes one of them.
    request: (text) => {
      const item = {
        pspReference: '7914073381342284',
        merchantAccountCode: 'TestMerchant',
        merchantReference: text,
        amount: { value: 1130, currency: 'EUR' },
        eventCode: 'AUTHORISATION',
        success: 'true',
      };
      const additionalData = { hmacSignature: adyenHmac.calculateHmac(item, adyenKey) };
      const items = [{ NotificationRequestItem: { ...item, additionalData } }];
      return { headers: JSON_HEADERS, body: Buffer.from(JSON.stringify({ live: 'false', notificationItems: items })) };
    },
    judge: quietly(({ body }) =>
      JSON.parse(body.toString()).notificationItems.every(({ NotificationRequestItem: item }) =>
        adyenHmac.validateHMAC(item, adyenKey),
      ),
    ),
    proofs: [],
    // It takes a list of no items at all, and reads what it is given as it is.
    isLenient: true,
    // The proof stands inside the body.
    except: ['large'],
  },
  {
    provider: 'braintree',
    config: { publicKey: 'invented-public', privateKey: 'invented-private' },
    request: (text) => {
      const sample = braintreeGateway.webhookTesting.sampleNotification('subscription_went_active', text);
      return { headers: FORM_HEADERS, body: Buffer.from(new URLSearchParams(sample).toString()) };
    },
    judge: quietly(({ body }) => {
      const form = new URLSearchParams(body.toString());
      const [signature, payload] = [form.get('bt_signature'), form.get('bt_payload')];
      // Its own parse() does this, and then reads the XML. Kanca reads hex in capitals as well.
      return signature !== null && payload !== null && !/[^A-Za-z0-9+=/\n]/.test(payload)
        ? braintreeGateway.webhookNotification.validateSignature(signature.replace(/\|.*/, lowerCase), payload) === null
        : false;
    }),
    proofs: [],
    // The proof stands inside the body.
    except: ['large'],
  },
  {
    provider: 'shopify',
    config: { secret: 'shopify-secret' },
    sign: (body) => ({
      'x-shopify-topic': 'orders/create',
      'x-shopify-shop-domain': 'invented.myshopify.com',
      'x-shopify-api-version': '2025-10',
      'x-shopify-webhook-id': 'w-1',
      'x-shopify-hmac-sha256': hmac('sha256', 'shopify-secret', body, 'base64'),
    }),
    judge: quietly(async ({ headers, body }) => {
      const rawRequest = { method: 'POST', url: '/hook', headers };
      return (await shopify.webhooks.validate({ rawBody: body.toString(), rawRequest })).valid;
    }),
    proofs: ['x-shopify-hmac-sha256'],
    except: ['empty'],
  },
  {
    provider: 'gocardless',
    config: { secret: 'gocardless-secret' },
    sign: (body) => ({ 'webhook-signature': hmac('sha256', 'gocardless-secret', body, 'hex') }),
    judge: quietly(({ headers, body }) => {
      verifyGocardless(body.toString(), 'gocardless-secret', headers['webhook-signature']);
    }),
    proofs: ['webhook-signature'],
  },
  {
    provider: 'hook0',
    config: { secret: 'hook0-secret' },
    sign: (body, now) => {
      const signed = `${seconds(now)}.x-event-id x-event-type.e-1.made.${body}`;
      return {
        'x-event-id': 'e-1',
        'x-event-type': 'made',
        'x-hook0-signature': `t=${seconds(now)},h=x-event-id x-event-type,v1=${hmac('sha256', 'hook0-secret', signed, 'hex')}`,
      };
    },
    judge: quietly(({ headers, body }) =>
      verifyHook0(headers['x-hook0-signature'], body.toString(), new Map(Object.entries(headers)), 'hook0-secret', 300),
    ),
    proofs: ['x-hook0-signature', 'x-event-id'],
    // It reads the names of the signed headers in small letters, however they are written.
    isLenient: true,
  },
];
