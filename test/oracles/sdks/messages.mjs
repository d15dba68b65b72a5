import { createCipheriv, generateKeyPairSync, randomBytes, sign as signWithKey } from 'node:crypto';
import { createRequire } from 'node:module';
import * as line from '@line/bot-sdk';
import sendgrid from '@sendgrid/eventwebhook';
import { verifyKey } from 'discord-interactions';
import Pusher from 'pusher';
import { FORM_HEADERS, HOOK_URL, hmac, JSON_HEADERS, quietly, seconds, sha256, URL_PATH } from '../tools.mjs';

const require = createRequire(import.meta.url);
const { verifySlackRequest } = require('@slack/bolt');
const { EventDispatcher: LarkDispatcher } = require('@larksuiteoapi/node-sdk');
const { EventCallbackHelper: DropboxSign } = require('@dropbox/sign');
const { WebhookEventVerifier: Onfido } = require('@onfido/api');
const plivo = require('plivo/dist/utils/v3Security');
const twilio = require('twilio');
const ViberValidator = require('viber-bot/lib/message/message-validator');

const discordKeys = generateKeyPairSync('ed25519');
const discordPublic = discordKeys.publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('hex');
const mailKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const mailPublic = mailKeys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const pusher = new Pusher({ appId: '1', key: 'pusher-key', secret: 'pusher-secret', cluster: 'eu' });
const viber = new ViberValidator({ debug: () => undefined }, 'viber-token');
const silent = Object.fromEntries(['error', 'warn', 'info', 'debug', 'trace'].map((level) => [level, () => undefined]));
const lark = new LarkDispatcher({ encryptKey: 'lark-key', logger: silent });

/** A form whose one field is the payload. */
const formOf = (text) => Buffer.from(new URLSearchParams({ Body: text, From: '+15005550006' }).toString());
const fieldsOf = (body) => Object.fromEntries(new URLSearchParams(body.toString()));

/** A payload closed as Lark does it: AES-256-CBC, with the hash of the key. */
function larkClosed(text) {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', sha256('lark-key'), iv);
  return Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('base64');
}

/** Messages, calls and people. @type {import('../oracles.mjs').Oracle[]} */
export const oracles = [
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
    provider: 'pusher',
    config: { key: 'pusher-key', secret: 'pusher-secret' },
    sign: (body) => ({
      'x-pusher-key': 'pusher-key',
      'x-pusher-signature': pusher.config.token.sign(body.toString()),
    }),
    judge: quietly(({ headers, body }) => {
      const webhook = pusher.webhook({ headers, rawBody: body.toString() });
      // Its isValid() does this, and wants JSON as well.
      return webhook.key === pusher.config.token.key && pusher.config.token.verify(webhook.body, webhook.signature);
    }),
    proofs: ['x-pusher-signature', 'x-pusher-key'],
  },
  {
    provider: 'viber',
    config: { authToken: 'viber-token' },
    sign: (body) => ({ 'x-viber-content-signature': hmac('sha256', 'viber-token', body, 'hex') }),
    judge: quietly(({ headers, body }) => viber.validateMessage(headers['x-viber-content-signature'], body)),
    proofs: ['x-viber-content-signature'],
  },
  {
    provider: 'onfido',
    config: { webhookToken: 'onfido-token' },
    sign: (body) => ({ 'x-sha2-signature': hmac('sha256', 'onfido-token', body, 'hex') }),
    judge: quietly(({ headers, body }) => {
      new Onfido('onfido-token').readPayload(body.toString(), headers['x-sha2-signature']);
    }),
    proofs: ['x-sha2-signature'],
  },
  {
    provider: 'twilio',
    name: 'twilio, forms',
    config: { authToken: 'twilio-token' },
    request: (text) => {
      const body = formOf(text);
      const signature = twilio.getExpectedTwilioSignature('twilio-token', HOOK_URL, fieldsOf(body));
      return { headers: { ...FORM_HEADERS, 'x-twilio-signature': signature }, body };
    },
    judge: quietly(({ headers, body }) =>
      twilio.validateRequest('twilio-token', headers['x-twilio-signature'], HOOK_URL, fieldsOf(body)),
    ),
    proofs: ['x-twilio-signature'],
    // The fields of the form are signed, and not the body.
    except: ['large'],
  },
  {
    provider: 'twilio',
    name: 'twilio, JSON',
    config: { authToken: 'twilio-token' },
    request: (text) => {
      const query = `?bodySHA256=${twilio.getExpectedBodyHash(text)}`;
      const signature = twilio.getExpectedTwilioSignature('twilio-token', HOOK_URL + query, {});
      const headers = { ...JSON_HEADERS, 'x-twilio-signature': signature };
      return { headers, body: Buffer.from(text), url: URL_PATH + query };
    },
    judge: quietly(({ headers, body, url }) =>
      twilio.validateRequestWithBody(
        'twilio-token',
        headers['x-twilio-signature'],
        HOOK_URL + url.slice(URL_PATH.length),
        body.toString(),
      ),
    ),
    proofs: ['x-twilio-signature'],
  },
  {
    provider: 'plivo',
    config: { authToken: 'plivo-token' },
    // The library verifies, and does not sign.
    request: (text) => {
      const body = formOf(text);
      const fields = Object.entries(fieldsOf(body)).map(([name, value]) => name + value);
      const signed = `${HOOK_URL}?${fields.sort().join('')}.n-1`;
      const signature = hmac('sha256', 'plivo-token', signed, 'base64');
      return {
        headers: { ...FORM_HEADERS, 'x-plivo-signature-v3': signature, 'x-plivo-signature-v3-nonce': 'n-1' },
        body,
      };
    },
    judge: quietly(({ headers, body }) =>
      plivo.validateV3Signature(
        'POST',
        HOOK_URL,
        headers['x-plivo-signature-v3-nonce'],
        'plivo-token',
        // Kanca reads base64 without its padding as well.
        headers['x-plivo-signature-v3']
          .split(',')
          .map((one) => one.padEnd(44, '='))
          .join(','),
        fieldsOf(body),
      ),
    ),
    proofs: ['x-plivo-signature-v3', 'x-plivo-signature-v3-nonce'],
    // The fields of the form are signed, and not the body.
    except: ['large'],
  },
  {
    provider: 'dropbox-sign',
    config: { apiKey: 'sign-key' },
    // Of an event, its time and its type are signed: the payload becomes the latter.
    request: (text, now) => {
      const event_hash = hmac('sha256', 'sign-key', seconds(now) + text, 'hex');
      const json = JSON.stringify({ event: { event_time: seconds(now), event_type: text, event_hash } });
      const body = Buffer.from(`--x\r\ncontent-disposition: form-data; name="json"\r\n\r\n${json}\r\n--x--\r\n`);
      return { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body };
    },
    judge: quietly(({ body }) => {
      const [, json] = /name="json"\r\n\r\n(.*)\r\n--x--/is.exec(body.toString());
      const { event } = JSON.parse(json);
      // Kanca reads hex in capitals as well.
      return DropboxSign.isValid('sign-key', {
        event: { eventTime: event.event_time, eventType: event.event_type, eventHash: event.event_hash.toLowerCase() },
      });
    }),
    proofs: [],
    // The form around the event is read here, and not as strictly.
    isLenient: true,
    // The proof stands inside the body.
    except: ['empty', 'large'],
  },
  {
    provider: 'lark',
    config: { encryptKey: 'lark-key' },
    request: (text, now) => {
      const headers = { 'x-lark-request-timestamp': seconds(now), 'x-lark-request-nonce': 'n-1' };
      const body = JSON.stringify({ encrypt: larkClosed(text) });
      const signature = sha256(`${seconds(now)}n-1lark-key${body}`, 'hex');
      return { headers: { ...JSON_HEADERS, ...headers, 'x-lark-signature': signature }, body: Buffer.from(body) };
    },
    judge: quietly(async ({ headers, body }) => {
      const data = Object.assign(Object.create({ headers }), JSON.parse(body.toString()));
      return (await lark.invoke(data)) !== undefined;
    }),
    proofs: ['x-lark-signature', 'x-lark-request-timestamp', 'x-lark-request-nonce'],
    // The body itself says whether it is closed, so it is read before it is verified.
    except: ['empty', 'large'],
  },
];
