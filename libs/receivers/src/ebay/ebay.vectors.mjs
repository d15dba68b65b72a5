import { createHash, createPublicKey, verify } from 'node:crypto';
import { base64, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

const NOTIFICATIONS = 'developer.ebay.com/api-docs/commerce/notification/overview.html: the answers are invented';
const DELETION = 'developer.ebay.com/marketplace-account-deletion';
/** A notification with its signature and its key, as eBay’s own library is tested with it. */
const PUBLISHED = 'github.com/eBay/event-notification-nodejs-sdk, test/test.json';

const config = {
  verificationToken: 'invented-ebay-verification-token-0001',
  clientId: 'InventedApp-PRD',
  clientSecret: 'PRD-invented-cert',
};

// An invented pair: its private half signed the bodies below once, since ECDSA gives another signature each time.
const OURS = {
  kid: 'b6f1c3a0-0000-4000-8000-invented0001',
  key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMY1oxI6XbcDbYkZaMyGjxmYoFdrE9h7qT/3BMJLFbYVPti3gX25JM8R5N6+h3lKYbOzwXsp+bq1NMoq24HKzaQ==',
};
const THEIRS = {
  kid: '9936261a-7d7b-4621-a0f1-96ccb428af49',
  key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZhhxXKtR+TOvtDbgTPCkSof02qgBB7IsYOyf76ilExJ/upAa/vKIKheOoCyOpcLmi4t0b4uepb7LLjmMr90FUg==',
};

function assertSigned(name, body, signature, { key }) {
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  if (!verify('sha1', Buffer.from(body), publicKey, Buffer.from(signature, 'base64')))
    throw new Error(`The body of ${name} has to be signed anew: ${body}`);
}

/** What eBay is asked, and what it says: the PEM of a key has no line breaks there. */
function answersOf({ clientId, clientSecret, environment }, { kid, key }) {
  const host = environment === 'sandbox' ? 'https://api.sandbox.ebay.com' : 'https://api.ebay.com';
  return [
    {
      url: `${host}/identity/v1/oauth2/token`,
      headers: {
        authorization: `Basic ${base64(`${clientId}:${clientSecret}`)}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials&scope=https%3A%2F%2Fapi.ebay.com%2Foauth%2Fapi_scope',
      status: 200,
      answer: '{"access_token":"v^1.1#invented","expires_in":7200,"token_type":"Application Access Token"}',
    },
    {
      url: `${host}/commerce/notification/v1/public_key/${kid}`,
      headers: { authorization: 'Bearer v^1.1#invented' },
      body: '',
      status: 200,
      answer: JSON.stringify({
        key: `-----BEGIN PUBLIC KEY-----${key}-----END PUBLIC KEY-----`,
        algorithm: 'ECDSA',
        digest: 'SHA1',
      }),
    },
  ];
}

function payloadOf(topic, number, data) {
  return {
    metadata: { topic, schemaVersion: '1.0', deprecated: false },
    notification: {
      notificationId: `0f6f1c1e-5d5a-4a5e-9f0e-0000000000${number}`,
      eventDate: '2025-10-09T08:53:15.462Z',
      publishDate: '2025-10-09T08:53:15.679Z',
      publishAttemptCount: 1,
      data,
    },
  };
}

function signed(name, payload, signature, { origin = 'own', by = NOTIFICATIONS, pair = OURS, settings = config } = {}) {
  const body = JSON.stringify(payload);
  assertSigned(name, body, signature, pair);
  const header = JSON.stringify({ alg: 'ecdsa', kid: pair.kid, signature, digest: 'SHA1' });
  const { topic } = payload.metadata;
  const { notificationId, eventDate, data } = payload.notification;
  return vector({
    name,
    origin,
    by,
    headers: { 'content-type': JSON_TYPE, 'x-ebay-signature': base64(header) },
    body,
    config: settings,
    answers: answersOf(settings, pair),
    expect: {
      events: [
        {
          id: notificationId,
          type: `ebay.${topic}`,
          subject: data.userId ?? data.orderId ?? data.itemId,
          time: eventDate,
        },
      ],
    },
  });
}

function challenged(name, url, { registered } = {}) {
  const code = new URL(url).searchParams.get('challenge_code');
  const endpoint = registered ?? url.split('?')[0];
  const challengeResponse = createHash('sha256')
    .update(code + config.verificationToken + endpoint)
    .digest('hex');
  return vector({
    name,
    origin: 'own',
    by: DELETION,
    method: 'GET',
    url,
    config: {
      verificationToken: config.verificationToken,
      ...(registered === undefined ? {} : { url: registered }),
    },
    expect: { handshake: { status: 200, contentType: JSON_TYPE, body: JSON.stringify({ challengeResponse }) } },
  });
}

export default function ebayVectors() {
  const ask =
    'https://hooks.example.com/api/webhooks/incoming/ebay?challenge_code=a8628072-3d33-45ee-9004-bee86830a22d';
  const published = {
    metadata: { topic: 'MARKETPLACE_ACCOUNT_DELETION', schemaVersion: '1.0', deprecated: false },
    notification: {
      notificationId: '49feeaeb-4982-42d9-a377-9645b8479411_33f7e043-fed8-442b-9d44-791923bd9a6d',
      eventDate: '2021-03-19T20:43:59.462Z',
      publishDate: '2021-03-19T20:43:59.679Z',
      publishAttemptCount: 1,
      data: {
        username: 'test_user',
        userId: 'ma8vp1jySJC',
        eiasToken: 'nY+sHZ2PrBmdj6wVnY+sEZ2PrA2dj6wJnY+gAZGEpwmdj6x9nY+seQ==',
      },
    },
  };
  return [
    signed(
      'account-deletion',
      published,
      'MEYCIQCfxfIWuxmWcIBQJ9c5/X7iGDJqs2RCGsBEaAjinyrrfAIhAIV6wGcTiBuV5KJUif2hokyrL+Q9ssHkad+mx2nEE25w',
      { origin: 'published', by: PUBLISHED, pair: THEIRS },
    ),
    signed(
      'exotic-characters',
      payloadOf('MARKETPLACE_ACCOUNT_DELETION', '01', {
        username: 'Zürich 🚀 $& 100%',
        userId: 'inv3ntedUsr',
        eiasToken: 'aW52ZW50ZWQ=',
      }),
      'MEUCIQDhWwEOukGgzt0HsTumz2Hme7SHtUBpGIuj3zkJJ6JFigIgCsoN83GDC3b7huU30ztLcOkMbfip9JUwcL7uqnaoqgk=',
    ),
    signed(
      'in-the-sandbox',
      payloadOf('ORDER_CONFIRMATION', '02', { orderId: '01-12345-67890' }),
      'MEUCIQCfW8TYxnk+Ilc1e273NZA0/82KCGtrpixnnfUGT1+gtwIgI43zae4M9d+xopJW1pTuPRAzC2jlKx6ong/m7lciF7A=',
      { settings: { ...config, environment: 'sandbox' } },
    ),
    signed(
      'item',
      payloadOf('ITEM_AVAILABILITY', '03', { itemId: 'v1|1234567890|0', availability: 'UNAVAILABLE' }),
      'MEQCIDjZQd69Z34OqSuxwwug/hLWj9sHnnm4AWuwCqhYyYJ6AiAXcZVcJ/4IhJTGj1FJBEFzwpZ7FkrM06uPulG8c/s0Bg==',
    ),
    challenged('challenge', ask),
    challenged('challenge-for-another-url', ask, { registered: 'https://shop.example.com/hooks/ebay' }),
  ];
}
