import {
  defineReceiver,
  idAt,
  inHeader,
  inQuery,
  jwt,
  oneOf,
  ReceiverModule,
  textAt,
  timeAt,
  token,
  valueAt,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { calledUrl, isForThisSource } from './monday.audience.js';
import { challenge } from './monday.handshakes.js';
import { mondayEventNames, mondaySamples } from './monday.samples.js';
import type { MondayEvents } from './monday.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    monday: WithNames<MondayEvents, (typeof mondayEventNames)[number]>;
  }
}

/**
 * monday.com: boards and apps. A token tells that monday sent it; nothing covers the body. Webhooks that are made on a board
 * have none: their secret is in the URL.
 */
export const monday = defineReceiver({
  name: 'monday',
  title: 'monday.com',
  docs: 'https://developer.monday.com/api-reference/reference/webhooks',
  assurance: 'authenticated',
  setup: [
    'For an app: open the Developer Center, your app, and give its Signing Secret to this source.',
    'For a board: choose a long random text, give it to this source, and end the URL with ?code= and that text.',
    'Open the board, Integrate > Webhooks, choose a trigger, and paste the URL of this source. Or create the webhook by the API.',
    'monday sends a challenge, which this source answers, and the webhook is there.',
  ],
  secret: {
    name: 'signingSecret',
    alsoNamed: ['code'],
    label: 'Signing secret or code',
    help: 'monday makes the Signing Secret of an app. The code in the URL of a board webhook you choose: a long random text.',
  },
  options: [
    {
      kind: 'text',
      name: 'url',
      label: 'URL at monday',
      help: 'As it was entered at monday, where that is not the public URL of this source: it is in the token.',
      isRequired: false,
    },
  ],
  verify: oneOf(
    jwt({
      at: inHeader('authorization'),
      algorithms: ['HS256'],
      checks: [isForThisSource],
      claims: (view) => ({ aud: calledUrl(view) }),
    }),
    token(inQuery('code')),
  ),
  handshakes: [challenge],
  read(_request, payload) {
    return {
      id: textAt(payload, 'event', 'triggerUuid'),
      type: textAt(payload, 'event', 'type'),
      subject: idAt(payload, 'event', 'pulseId') ?? idAt(payload, 'event', 'itemId'),
      time: timeAt(payload, 'event', 'triggerTime'),
    };
  },
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: { event: withFields(valueAt(sample.body, 'event'), { triggerUuid: id, triggerTime: now.toISOString() }) },
  }),
  events: mondayEventNames,
  samples: mondaySamples,
});

export class MondayReceiverModule extends ReceiverModule(monday) {}
