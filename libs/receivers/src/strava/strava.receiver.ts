import { constantTimeEqual } from '@kanca/signing';
import { defineReceiver, idAt, inQuery, ReceiverModule, textAt, timeAt, token } from '../kit/index.js';
import { ofSubscription } from './strava.of-subscription.js';
import { freshenStrava, stravaEventNames, stravaSamples } from './strava.samples.js';
import type { Handshake } from '../kit/index.js';
import type { StravaEvents } from './strava.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    strava: StravaEvents;
  }
}

const CHALLENGE = /^[\w-]{1,128}$/;

const subscribe: Handshake = {
  name: 'subscribe',
  isSigned: false,
  answer({ method, query }, { options }) {
    const { verifyToken } = options;
    const challenge = query.get('hub.challenge');
    const presented = query.get('hub.verify_token');
    if (method !== 'GET' || query.get('hub.mode') !== 'subscribe' || challenge === null || presented === null)
      return null;
    if (typeof verifyToken !== 'string' || !CHALLENGE.test(challenge)) return null;
    if (!constantTimeEqual(Buffer.from(verifyToken), Buffer.from(presented))) return null;
    return { status: 200, contentType: 'application/json', body: JSON.stringify({ 'hub.challenge': challenge }) };
  },
};

/** Strava: activities, and athletes who take their access away. It signs nothing; the URL holds the secret. */
export const strava = defineReceiver({
  name: 'strava',
  title: 'Strava',
  docs: 'https://developers.strava.com/docs/webhooks/',
  assurance: 'url-secret',
  setup: [
    'Invent a long random code and a verify token, and give both to this source.',
    'POST https://www.strava.com/api/v3/push_subscriptions with client_id and client_secret of your application.',
    'callback_url: the https URL of this source with ?code= and the code at its end. verify_token: the verify token.',
    'Strava proves the URL with a challenge, which is answered here.',
    'Give the id of the subscription, which Strava answers, to this source as subscriptionId.',
  ],
  secret: {
    name: 'code',
    label: 'Code',
    help: 'You choose it: a long random text, at the end of the URL that Strava calls (?code=…).',
  },
  options: [
    {
      kind: 'secret',
      name: 'verifyToken',
      label: 'Verify token',
      help: 'You choose it: the verify_token of the subscription. Needed only while it is made.',
      isRequired: false,
    },
    {
      kind: 'number',
      name: 'subscriptionId',
      label: 'Subscription',
      help: 'The id of the subscription; events of another one are refused then. 0: any.',
      default: 0,
      min: 0,
      max: Number.MAX_SAFE_INTEGER,
    },
  ],
  methods: ['POST', 'GET'],
  verify: ofSubscription(token(inQuery('code'))),
  handshakes: [subscribe],
  read(_request, payload) {
    const type = textAt(payload, 'object_type');
    const aspect = textAt(payload, 'aspect_type');
    const [object, owner, time] = ['object_id', 'owner_id', 'event_time'].map((name) => idAt(payload, name));
    const isWhole = type !== undefined && aspect !== undefined;
    return {
      id: isWhole && object !== undefined ? [type, object, aspect, time ?? ''].join(':') : undefined,
      type: isWhole ? `${type}.${aspect}` : undefined,
      subject: owner,
      time: timeAt(payload, 'event_time'),
    };
  },
  events: stravaEventNames,
  samples: stravaSamples,
  freshen: freshenStrava,
});

export class StravaReceiverModule extends ReceiverModule(strava) {}
