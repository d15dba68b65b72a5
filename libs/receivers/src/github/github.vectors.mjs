import { createRequire } from 'node:module';
import { sign as githubSign, verify as githubVerify } from '@octokit/webhooks-methods';
import { base64, FORM_TYPE, hmac, JSON_TYPE, NOW_MS } from '../../scripts/vector-tools.mjs';

const githubExamples = createRequire(import.meta.url)('@octokit/webhooks-examples');

export default async function githubVectors() {
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
      expect: one('ping'),
    },
  ];
}
