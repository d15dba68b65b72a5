import { defineReceiver, inHeader, jwt, ReceiverModule, textAt, timeAt, valueAt } from '../kit/index.js';
import { isGoogles, isOfAccount, isOfAudience, wouldEnd } from './google-pubsub.claims.js';
import { freshenGooglePubsub, googlePubsubEventNames, googlePubsubSamples } from './google-pubsub.samples.js';
import type { GooglePubsubEvents } from './google-pubsub.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'google-pubsub': GooglePubsubEvents;
  }
}

/** Google Pub/Sub push, with an OIDC token. The token tells who sent the message, and nothing about its body. */
export const googlePubsub = defineReceiver({
  name: 'google-pubsub',
  title: 'Google Pub/Sub',
  docs: 'https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions',
  assurance: 'authenticated',
  setup: [
    'Create a service account for the push, and give its e-mail address to this source.',
    'Create a subscription of the topic. Delivery type: Push. Endpoint: the URL of this source.',
    'Enable authentication, and choose the service account.',
    'Audience: any text, such as the URL of this source. Give the same to this source.',
    'Publish a message. Its event type is its attribute eventType or, without one, the name of the subscription.',
  ],
  secret: null,
  options: [
    {
      kind: 'text',
      name: 'audience',
      label: 'Audience',
      help: 'As in the push authentication of the subscription; the push endpoint where none was entered.',
      isRequired: true,
    },
    {
      kind: 'text',
      name: 'serviceAccountEmail',
      label: 'Service account',
      help: 'The e-mail address of the service account that the subscription pushes with.',
      isRequired: true,
    },
  ],
  verify: jwt({
    at: inHeader('authorization', 'Bearer '),
    algorithms: ['RS256'],
    keySetUrl: 'https://www.googleapis.com/oauth2/v3/certs',
    checks: [isGoogles, wouldEnd, isOfAudience, isOfAccount],
    claims: ({ context: { options } }) => ({
      iss: 'https://accounts.google.com',
      aud: options['audience'],
      email: options['serviceAccountEmail'],
      email_verified: true,
    }),
  }),
  read({ headers }, payload) {
    const message = valueAt(payload, 'message');
    const attributes = valueAt(message, 'attributes');
    const subscription = textAt(payload, 'subscription') ?? headers['x-goog-pubsub-subscription-name'];
    const unwrapped = { at: headers['x-goog-pubsub-publish-time'] };
    return {
      id: textAt(message, 'messageId') ?? headers['x-goog-pubsub-message-id'],
      type: textAt(attributes, 'eventType') ?? subscription,
      subject: subscription,
      time: timeAt(message, 'publishTime') ?? timeAt(unwrapped, 'at'),
    };
  },
  events: googlePubsubEventNames,
  samples: googlePubsubSamples,
  freshen: freshenGooglePubsub,
});

export class GooglePubsubReceiverModule extends ReceiverModule(googlePubsub) {}
