import { readJwt } from '@kanca/signing';
import { defineReceiver, inHeader, jwt, ReceiverModule, timeAt } from '../kit/index.js';
import { anyBody } from './qstash.any-body.js';
import { claimsOf, isForBody, isForUrl, isTimed, isUpstashs } from './qstash.claims.js';
import { qstashEventNames, qstashSamples } from './qstash.samples.js';
import type { QstashEvents } from './qstash.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    qstash: QstashEvents;
  }
}

/** Upstash QStash: messages and schedules, with the body that was published. A token binds the URL and the body. */
export const qstash = defineReceiver({
  name: 'qstash',
  title: 'Upstash QStash',
  docs: 'https://upstash.com/docs/qstash/howto/signature',
  assurance: 'signed-body',
  unsigned: ['id'],
  setup: [
    'Open QStash in the Upstash console, and copy the current and the next signing key.',
    'Give both to this source, so that keys can be rolled.',
    'Publish to the https URL of this source: POST https://qstash.upstash.io/v2/publish/<URL>, or make a schedule.',
    'The URL is signed, so the public URL of this hub has to be the one that was published to.',
  ],
  secret: {
    name: 'currentSigningKey',
    alsoNamed: ['nextSigningKey'],
    label: 'Current signing key',
    help: 'Upstash makes it: sig_…, in the QStash console. The next one belongs here too.',
  },
  body: [anyBody],
  verify: jwt({
    at: inHeader('upstash-signature'),
    algorithms: ['HS256'],
    checks: [isUpstashs, isTimed, isForUrl, isForBody],
    claims: claimsOf,
  }),
  read: ({ headers }) => ({
    id: headers['upstash-message-id'],
    type: 'message',
    subject: headers['upstash-schedule-id'],
    time: timeAt(readJwt(headers['upstash-signature'] ?? '')?.claims, 'iat'),
  }),
  events: qstashEventNames,
  samples: qstashSamples,
  freshen: (sample, { id }) => ({ ...sample, headers: { ...sample.headers, 'upstash-message-id': `msg_${id}` } }),
});

export class QstashReceiverModule extends ReceiverModule(qstash) {}
