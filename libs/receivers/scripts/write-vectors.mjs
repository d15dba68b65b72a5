#!/usr/bin/env node
// Writes src/<provider>/<provider>.vectors.json with the vendors' own libraries, fixed clocks and invented secrets, so that our code
// is tested against signatures that it did not make. The values that vendors publish are copied from their pages.
//   node libs/receivers/scripts/write-vectors.mjs          writes
//   node libs/receivers/scripts/write-vectors.mjs --check  says by its exit code whether it would change anything
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sign as githubSign, verify as githubVerify } from '@octokit/webhooks-methods';
import Stripe from 'stripe';

const require = createRequire(import.meta.url);
const { verifySlackRequest } = require('@slack/bolt');
const githubExamples = require('@octokit/webhooks-examples');

const NOW_SECONDS = 1_760_000_000;
const NOW_MS = NOW_SECONDS * 1_000;
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const iso = (seconds) => new Date(seconds * 1_000).toISOString();
const base64 = (text) => Buffer.from(text).toString('base64');
const hmac = (algorithm, secret, text) => createHmac(algorithm, secret).update(text).digest('hex');

const byProvider = { github: await githubVectors(), stripe: stripeVectors(), slack: slackVectors() };
for (const [provider, vectors] of Object.entries(byProvider)) {
  const target = new URL(`../src/${provider}/${provider}.vectors.json`, import.meta.url);
  const text = `${JSON.stringify(vectors, null, 2)}\n`;
  const isCurrent = existsSync(target) && readFileSync(target, 'utf8') === text;
  if (process.argv.includes('--check')) {
    if (!isCurrent)
      console.error(`${provider}.vectors.json is stale: run node libs/receivers/scripts/write-vectors.mjs`);
    if (!isCurrent) process.exitCode = 1;
  } else if (!isCurrent) writeFileSync(target, text);
}

async function githubVectors() {
  const secret = 'github-invented-secret-9f2c51';
  const delivery = '72d3162e-cc78-11e3-81ab-4c9367dc0958';
  const by = '@octokit/webhooks-methods@6.0.0 sign(); payload of @octokit/webhooks-examples@7.6.1 (MIT)';
  const example = (name, action) =>
    githubExamples
      .find((entry) => entry.name === name)
      .examples.find((payload) => action === undefined || payload.action === action);

  const vector = async (name, event, body, expected, contentType = JSON_TYPE) => {
    const signature = await githubSign(secret, body);
    if (!(await githubVerify(secret, body, signature))) throw new Error(`github ${name} is not accepted by the SDK`);
    const headers = {
      'content-type': contentType,
      'user-agent': 'GitHub-Hookshot/044aadd',
      'x-github-event': event,
      'x-github-delivery': delivery,
      'x-hub-signature': `sha1=${hmac('sha1', secret, body)}`,
      'x-hub-signature-256': signature,
    };
    const request = { method: 'POST', headers, bodyBase64: base64(body) };
    return { name, origin: 'sdk-signed', by, request, config: { secret }, nowMs: NOW_MS, expect: expected };
  };
  const one = (type, subject) => ({
    events: [{ id: delivery, type: `github.${type}`, ...(subject ? { subject } : {}) }],
  });

  const push = JSON.stringify(example('push'));
  const opened = JSON.stringify(example('issues', 'opened'));
  const merged = JSON.stringify(example('pull_request', 'closed'));
  const exotic = JSON.stringify({ ...example('star', 'created'), note: 'Zürich 🚀 $& $1 \u2028 \\u0000' }, null, 2);
  const sha256 = await vector('sha1-only', 'push', push, one('push', 'Codertocat/Hello-World'));
  const { 'x-hub-signature-256': _left_out, ...sha1Headers } = sha256.request.headers;
  return [
    await vector('push', 'push', push, one('push', 'Codertocat/Hello-World')),
    await vector('issues-opened', 'issues', opened, one('issues.opened', 'Codertocat/Hello-World')),
    await vector('pull-request-closed', 'pull_request', merged, one('pull_request.closed', 'Codertocat/Hello-World')),
    await vector('ping', 'ping', JSON.stringify(example('ping')), one('ping')),
    await vector('exotic-characters', 'star', exotic, one('star.created')),
    await vector(
      'form',
      'issues',
      new URLSearchParams({ payload: opened }).toString(),
      one('issues.opened'),
      FORM_TYPE,
    ),
    {
      ...sha256,
      origin: 'own',
      by: 'HMAC-SHA1 of the body, for servers that send no x-hub-signature-256',
      request: { ...sha256.request, headers: sha1Headers },
      config: { secret, options: { allowSha1: true } },
    },
    {
      name: 'documentation',
      origin: 'published',
      by: 'docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries',
      request: {
        method: 'POST',
        headers: {
          'content-type': 'text/plain',
          'x-github-event': 'ping',
          'x-github-delivery': delivery,
          'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
        },
        bodyBase64: base64('Hello, World!'),
      },
      config: { secret: "It's a Secret to Everybody" },
      nowMs: NOW_MS,
      expect: { refusedAs: 'unsupported_media_type' },
    },
  ];
}

function stripeVectors() {
  const secret = 'whsec_invented0123456789abcdef0123456789';
  const stripe = new Stripe('sk_test_invented');
  const by = 'stripe@23.1.0 webhooks.generateTestHeaderString()';
  const signed = (payload, key = secret) =>
    stripe.webhooks.generateTestHeaderString({ payload, secret: key, timestamp: NOW_SECONDS });
  const event = (type, object, more = {}) =>
    JSON.stringify({
      id: 'evt_1NG8Du2eZvKYlo2CUI79vXWy',
      object: 'event',
      api_version: '2025-09-30.clover',
      created: NOW_SECONDS - 5,
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: { id: 'req_1', idempotency_key: null },
      type,
      ...more,
    });

  const vector = (name, payload, expected, { signature = signed(payload), config = { secret } } = {}) => {
    // The SDK judges with its own tolerance, at the time of the vector.
    stripe.webhooks.signature.verifyHeader(payload, signature, config.secret, 300, undefined, NOW_MS);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0',
      'stripe-signature': signature,
    };
    const request = { method: 'POST', headers, bodyBase64: base64(payload) };
    return { name, origin: 'sdk-signed', by, request, config, nowMs: NOW_MS, expect: { events: [expected] } };
  };
  const read = (type, subject) => ({
    id: 'evt_1NG8Du2eZvKYlo2CUI79vXWy',
    type: `stripe.${type}`,
    subject,
    time: iso(NOW_SECONDS - 5),
  });

  const paid = event('payment_intent.succeeded', {
    id: 'pi_3',
    object: 'payment_intent',
    amount: 2_000,
    currency: 'eur',
  });
  const invoice = event('invoice.paid', { id: 'in_1', object: 'invoice', description: 'Zürich 🚀 & $1' });
  const pretty = JSON.stringify(JSON.parse(event('charge.refunded', { id: 'ch_1', object: 'charge' })), null, 2);
  const connect = event('charge.succeeded', { id: 'ch_2', object: 'charge' }, { account: 'acct_1' });
  const thin = JSON.stringify({
    id: 'evt_test_65RM8sQH2oXnebF5Rpc16RJyfa2xSQLHJJh1sxm7H0KI92',
    object: 'v2.core.event',
    type: 'v1.billing.meter.error_report_triggered',
    created: '2025-10-09T08:53:19.000Z',
    livemode: false,
    related_object: { id: 'mtr_1', type: 'billing.meter', url: '/v1/billing/meters/mtr_1' },
  });
  const v1 = (header) => header.split(',').find((entry) => entry.startsWith('v1='));
  return [
    vector('payment-intent-succeeded', paid, read('payment_intent.succeeded', 'pi_3')),
    vector('exotic-characters', invoice, read('invoice.paid', 'in_1')),
    vector('indented', pretty, read('charge.refunded', 'ch_1')),
    vector('connect', connect, read('charge.succeeded', 'ch_2')),
    vector('rolled-secret-first', paid, read('payment_intent.succeeded', 'pi_3'), {
      signature: `${signed(paid)},${v1(signed(paid, 'whsec_the_old_one'))}`,
    }),
    vector('rolled-secret-last', paid, read('payment_intent.succeeded', 'pi_3'), {
      signature: `${signed(paid, 'whsec_the_old_one')},${v1(signed(paid))},v0=${'0'.repeat(64)}`,
    }),
    vector('thin-event', thin, {
      id: 'evt_test_65RM8sQH2oXnebF5Rpc16RJyfa2xSQLHJJh1sxm7H0KI92',
      type: 'stripe.v1.billing.meter.error_report_triggered',
      subject: 'mtr_1',
      time: '2025-10-09T08:53:19.000Z',
    }),
  ];
}

function slackVectors() {
  const signingSecret = 'invented8f742231b10e8888abcd99ff';
  const by = '@slack/bolt@5.1.0 verifySlackRequest()';
  const vector = (name, contentType, body, expected) => {
    const headers = {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(NOW_SECONDS),
      'x-slack-signature': `v0=${hmac('sha256', signingSecret, `v0:${NOW_SECONDS}:${body}`)}`,
    };
    verifySlackRequest({
      signingSecret,
      body,
      headers: { ...headers, 'x-slack-request-timestamp': NOW_SECONDS },
      nowMilliseconds: NOW_MS,
    });
    const request = { method: 'POST', headers, bodyBase64: base64(body) };
    return { name, origin: 'sdk-verified', by, request, config: { signingSecret }, nowMs: NOW_MS, expect: expected };
  };
  const callback = (event) =>
    JSON.stringify({
      token: 'z26uFbvR1xHJEdHE1OQiO6t8',
      team_id: 'T123ABC456',
      api_app_id: 'A123ABC456',
      event,
      type: 'event_callback',
      event_id: 'Ev123ABC456',
      event_time: NOW_SECONDS - 10,
      authed_users: ['U2'],
    });
  const one = (type, id, more) => ({ events: [{ id, type: `slack.${type}`, ...more }] });
  const time = iso(NOW_SECONDS - 10);

  const mention = callback({
    type: 'app_mention',
    user: 'U1',
    text: '<@U2> hi',
    ts: '1.1',
    channel: 'C1',
    event_ts: '1.1',
  });
  const exotic = callback({
    type: 'message',
    text: 'Zürich 🚀 & $1 + 100%',
    ts: '1.2',
    channel: 'C1',
    event_ts: '1.2',
  });
  const command = new URLSearchParams({
    token: 'x',
    team_id: 'T1',
    channel_id: 'C1',
    command: '/deploy',
    text: 'ssl_check=1 & more',
    response_url: 'https://hooks.slack.com/commands/T1/1/x',
    trigger_id: '1.2.3',
  }).toString();
  const interaction = {
    type: 'block_actions',
    user: { id: 'U1', username: 'ada' },
    team: { id: 'T1', domain: 'example' },
    channel: { id: 'C1', name: 'ops' },
    trigger_id: '4.5.6',
    actions: [{ type: 'button', action_id: 'approve', block_id: 'b', value: 'yes', action_ts: '1.3' }],
  };
  const challenge = '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P';
  return [
    vector('app-mention', JSON_TYPE, mention, one('app_mention', 'Ev123ABC456', { subject: 'C1', time })),
    vector('exotic-characters', JSON_TYPE, exotic, one('message', 'Ev123ABC456', { subject: 'C1', time })),
    vector('slash-command', FORM_TYPE, command, one('slash_command:/deploy', '1.2.3', { subject: 'C1' })),
    vector('interaction', FORM_TYPE, new URLSearchParams({ payload: JSON.stringify(interaction) }).toString(), {
      events: [{ id: '4.5.6', type: 'slack.block_actions', subject: 'C1' }],
    }),
    vector('url-verification', JSON_TYPE, JSON.stringify({ token: 'x', challenge, type: 'url_verification' }), {
      handshake: { status: 200, contentType: 'text/plain', body: challenge },
    }),
    {
      name: 'ssl-check',
      origin: 'own',
      by: 'docs.slack.dev: a form with ssl_check=1, which may come without a signature',
      request: { method: 'POST', headers: { 'content-type': FORM_TYPE }, bodyBase64: base64('ssl_check=1&token=x') },
      config: { signingSecret },
      nowMs: NOW_MS,
      expect: { handshake: { status: 200 } },
    },
    {
      name: 'documentation',
      origin: 'published',
      by: 'docs.slack.dev/authentication/verifying-requests-from-slack',
      request: {
        method: 'POST',
        headers: {
          'content-type': FORM_TYPE,
          'x-slack-request-timestamp': '1531420618',
          'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
        },
        bodyBase64: base64(
          'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
            '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com' +
            '%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.' +
            '803a0bc887a14d10d2c447fce8b6703c',
        ),
      },
      config: { signingSecret: '8f742231b10e8888abcd99yyyzzz85a5' },
      nowMs: 1_531_420_618_000,
      expect: one('slash_command:/webhook-collect', '398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c', {
        subject: 'G8PSS9T3V',
      }),
    },
  ];
}
