import { createRequire } from 'node:module';
import * as contentful from '@contentful/node-apps-toolkit';
import { signatureHelper } from '@kontent-ai/webhook-helper';
import { LinearWebhookClient } from '@linear/sdk/webhooks';
import { signWebhookPayload, verifyWebhookSignature } from '@notionhq/client';
import { sign as githubSign, verify as githubVerify } from '@octokit/webhooks-methods';
import { encodeSignatureHeader, isValidSignature } from '@sanity/webhook';
import * as atlassian from 'atlassian-jwt';
import cloudinary from 'cloudinary';
import { HOOK_URL, hmac, JSON_HEADERS, quietly, seconds, URL_PATH } from '../tools.mjs';

const require = createRequire(import.meta.url);
const { Signature: HubspotSignature } = require('@hubspot/api-client');
const { WebhooksManager: BoxWebhooks } = require('box-node-sdk/lib/managers/webhooks');

const cloudinaryUtils = cloudinary.v2.utils;
cloudinary.v2.config({ api_secret: 'cloudinary-secret', cloud_name: 'invented' });
const queryHash = () => atlassian.createQueryStringHash(atlassian.fromMethodAndUrl('POST', URL_PATH), false);

/** Code, content and files. @type {import('../oracles.mjs').Oracle[]} */
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
        url: HOOK_URL,
        requestBody: body.toString(),
        timestamp: now,
        clientSecret: 'hubspot-secret',
        httpMethod: 'POST',
      }),
    }),
    judge: quietly(({ headers, body }) =>
      HubspotSignature.isValid({
        signature: headers['x-hubspot-signature-v3'],
        signatureVersion: 'v3',
        method: 'POST',
        clientSecret: 'hubspot-secret',
        requestBody: body.toString(),
        url: HOOK_URL,
        timestamp: headers['x-hubspot-request-timestamp'],
      }),
    ),
    proofs: ['x-hubspot-signature-v3', 'x-hubspot-request-timestamp'],
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
    provider: 'contentful',
    config: { signingSecret: 'c'.repeat(64) },
    sign: (body, now) =>
      contentful.signRequest(
        'c'.repeat(64),
        { method: 'POST', path: URL_PATH, headers: { ...JSON_HEADERS }, body: body.toString() },
        now,
      ),
    judge: quietly(({ headers, body }) =>
      contentful.verifyRequest('c'.repeat(64), { method: 'POST', path: URL_PATH, headers, body: body.toString() }),
    ),
    proofs: ['x-contentful-signature', 'x-contentful-timestamp'],
    except: ['empty'],
  },
  {
    provider: 'notion',
    config: { verificationToken: 'secret_invented' },
    sign: async (body) => ({
      'x-notion-signature': await signWebhookPayload({ body, verificationToken: 'secret_invented' }),
    }),
    judge: quietly(({ headers, body }) =>
      verifyWebhookSignature({
        body,
        signature: headers['x-notion-signature'],
        verificationToken: 'secret_invented',
      }),
    ),
    proofs: ['x-notion-signature'],
  },
  {
    provider: 'box',
    config: { primaryKey: 'box-primary', secondaryKey: 'box-secondary' },
    sign: (body, now) => {
      const time = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
      return {
        'box-signature-version': '1',
        'box-signature-algorithm': 'HmacSHA256',
        'box-delivery-timestamp': time,
        'box-signature-primary': hmac('sha256', 'box-primary', body + time, 'base64'),
      };
    },
    judge: quietly(({ headers, body }) => BoxWebhooks.validateMessage(body.toString(), headers, 'box-primary')),
    proofs: ['box-signature-primary', 'box-delivery-timestamp'],
    // Its reader of base64 takes several texts for the same bytes; Kanca takes one.
    isLenient: true,
  },
  {
    provider: 'cloudinary',
    config: { apiSecret: 'cloudinary-secret' },
    sign: (body, now) => ({
      'x-cld-timestamp': seconds(now),
      'x-cld-signature': cloudinaryUtils.webhook_signature(body.toString(), seconds(now), {
        api_secret: 'cloudinary-secret',
      }),
    }),
    judge: quietly(({ headers, body }) =>
      cloudinaryUtils.verifyNotificationSignature(
        body.toString(),
        headers['x-cld-timestamp'],
        headers['x-cld-signature'],
      ),
    ),
    proofs: ['x-cld-signature', 'x-cld-timestamp'],
    except: ['empty'],
  },
  {
    provider: 'jira-connect',
    config: { sharedSecret: 'connect-secret', clientKey: 'connect-client' },
    sign: (_body, now) => ({
      authorization: `JWT ${atlassian.encodeSymmetric(
        { iss: 'connect-client', iat: Number(seconds(now)), exp: Number(seconds(now)) + 180, qsh: queryHash() },
        'connect-secret',
      )}`,
    }),
    judge: quietly(({ headers }) => {
      const token = headers.authorization.replace(/^JWT /, '');
      const { qsh } = atlassian.decodeSymmetric(token, 'connect-secret', atlassian.SymmetricAlgorithm.HS256);
      return headers.authorization.startsWith('JWT ') && qsh === queryHash();
    }),
    proofs: ['authorization'],
    // Of the body, nothing is signed.
    isBodyFree: true,
    // Its reader of base64 takes several texts for the same bytes; Kanca takes one.
    isLenient: true,
  },
];
