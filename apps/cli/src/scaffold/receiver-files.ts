import type { ScaffoldNames } from './names.js';

/**
 * The files of a new receiver in plain JavaScript modules, so that they run as they are: the definition, the vectors and their
 * script, and a test for node's own runner.
 */
export function receiverFiles({ folder, constant, type, title }: ScaffoldNames): Readonly<Record<string, string>> {
  return {
    [`${folder}.receiver.mjs`]: `// @ts-check
import { defineReceiver, hmac, ReceiverModule, textAt, timeAt, withFields } from '@kanca/receivers/kit';

/** How ${title} signs, and what its requests become. */
export const ${constant} = defineReceiver({
  name: '${folder}',
  title: '${title}',
  // The page of ${title} on how its webhooks are signed.
  docs: 'https://example.com/docs/webhooks',
  assurance: 'signed-body',
  // The signature covers the body alone: a stranger can send the same body again under another id.
  unsigned: ['id'],
  setup: [
    'Open the webhook settings of ${title}, and paste the URL of this source.',
    'Copy the signing secret from there to this source.',
  ],
  secret: { name: 'secret', label: 'Signing secret', help: '${title} makes it: in its webhook settings.' },
  // HMAC-SHA256 of the body, in hex, in one header. Other schemes: token(), basic(), publicKey(), jwt(), oneOf(). Signed times:
  // hmac({ …, signed: concat(header('x-time'), '.', body), timestamp: { from: header('x-time'), unit: 'seconds', toleranceSeconds: 300 } })
  verify: hmac({ algorithm: 'sha256', header: 'x-${folder}-signature' }),
  // One request and its payload in, one event out, or a list of them.
  read: (request, payload) => ({
    id: request.headers['x-${folder}-delivery'],
    type: textAt(payload, 'event'),
    subject: textAt(payload, 'data', 'id'),
    time: timeAt(payload, 'created_at'),
  }),
  events: ['order.placed'],
  samples: {
    'order.placed': {
      body: { event: 'order.placed', created_at: '2026-01-15T08:00:00Z', data: { id: '6735', total: 49.9 } },
    },
  },
  // What makes a test send a new delivery each time.
  freshen: (sample, { id, now }) => ({
    ...sample,
    headers: { ...sample.headers, 'x-${folder}-delivery': id },
    body: withFields(sample.body, { created_at: now.toISOString() }),
  }),
});

export default class ${type}ReceiverModule extends ReceiverModule(${constant}) {}
`,
    [`${folder}.vectors.mjs`]: `// Signed requests that Kanca did not sign: by the provider's own library if it has one, else by its documentation. Run it to write
// ${folder}.vectors.json:  node ${folder}.vectors.mjs
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const secret = 'an-invented-secret';
const body = JSON.stringify({
  event: 'order.placed',
  created_at: '2026-01-15T08:00:00Z',
  data: { id: '6735', note: 'Zürich 🚀 $& 100%' },
});

const vectors = [
  {
    name: 'order-placed',
    origin: 'own',
    by: 'https://example.com/docs/webhooks',
    request: {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-${folder}-delivery': 'd-1',
        'x-${folder}-signature': createHmac('sha256', secret).update(body).digest('hex'),
      },
      bodyBase64: Buffer.from(body).toString('base64'),
    },
    config: { secret },
    nowMs: Date.parse('2026-01-15T08:00:01Z'),
    expect: { events: [{ id: 'd-1', type: '${folder}.order.placed', subject: '6735' }] },
  },
];

writeFileSync(new URL('${folder}.vectors.json', import.meta.url), \`\${JSON.stringify(vectors, null, 2)}\\n\`);
`,
    [`${folder}.test.mjs`]: `// node --test
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { describeReceiver } from '@kanca/testing';
import { ${constant} } from './${folder}.receiver.mjs';

const vectors = JSON.parse(readFileSync(new URL('${folder}.vectors.json', import.meta.url), 'utf8'));
describeReceiver(${constant}, vectors, { describe, it });
`,
  };
}
