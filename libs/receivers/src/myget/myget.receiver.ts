import { defineReceiver, inQuery, ReceiverModule, textAt, timeAt, token, withFields } from '../kit/index.js';
import { mygetEventNames, mygetSamples } from './myget.samples.js';
import type { MygetEvents } from './myget.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    myget: MygetEvents;
  }
}

/** MyGet: packages and builds. It signs nothing; the URL holds the secret. */
export const myget = defineReceiver({
  name: 'myget',
  title: 'MyGet',
  docs: 'https://docs.myget.org/docs/reference/webhooks',
  assurance: 'url-secret',
  setup: [
    'Invent a long random code of letters and digits, and give it to this source.',
    'MyGet: open the feed, Feed settings > Web Hooks, and add an HTTP POST web hook.',
    'URL: the https URL of this source with ?code= and the code at its end. Both content types are read.',
    'Choose the events and save. A ping arrives here as myget.PingWebHookEventPayloadV1.',
  ],
  secret: {
    name: 'code',
    label: 'Code',
    help: 'You choose it: a long random text, at the end of the URL that MyGet calls (?code=…).',
  },
  verify: token(inQuery('code')),
  read: (_request, payload) => ({
    id: textAt(payload, 'Identifier'),
    type: textAt(payload, 'PayloadType'),
    subject: textAt(payload, 'Payload', 'PackageIdentifier') ?? textAt(payload, 'Payload', 'FeedIdentifier'),
    time: timeAt(payload, 'When'),
  }),
  events: mygetEventNames,
  samples: mygetSamples,
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { Identifier: id, When: now.toISOString() }),
  }),
});

export class MygetReceiverModule extends ReceiverModule(myget) {}
