import { defineReceiver, ReceiverModule, textAt, valueAt } from '../kit/index.js';
import { clientState } from './microsoft-graph.client-state.js';
import { freshenMicrosoftGraph, microsoftGraphEventNames, microsoftGraphSamples } from './microsoft-graph.samples.js';
import type { Handshake, ReadEvent } from '../kit/index.js';
import type { MicrosoftGraphEvents } from './microsoft-graph.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'microsoft-graph': MicrosoftGraphEvents;
  }
}

/** Nothing that a browser could take for more than text. */
const VALIDATION_TOKEN = /^[\w :.,;=+/()~-]{1,1024}$/;

const validation: Handshake = {
  name: 'validation',
  isSigned: false,
  answer({ method, query, body }) {
    const token = query.get('validationToken');
    if (method !== 'POST' || body.length > 0 || token === null || !VALIDATION_TOKEN.test(token)) return null;
    return { status: 200, contentType: 'text/plain', headers: { 'x-content-type-options': 'nosniff' }, body: token };
  },
};

/** Microsoft Graph change notifications. They are not signed; each repeats the client state of its subscription. */
export const microsoftGraph = defineReceiver({
  name: 'microsoft-graph',
  title: 'Microsoft Graph',
  docs: 'https://learn.microsoft.com/graph/change-notifications-delivery-webhooks',
  assurance: 'authenticated',
  setup: [
    'Invent a long random client state of at most 128 characters, and give it to this source.',
    'POST https://graph.microsoft.com/v1.0/subscriptions with changeType, resource and expirationDateTime.',
    'notificationUrl and lifecycleNotificationUrl: the URL of this source. clientState: the client state.',
    'Graph proves the URL with a validation token, which is answered here.',
    'Renew the subscription before it ends: reauthorizationRequired arrives in time.',
  ],
  secret: {
    name: 'clientState',
    label: 'Client state',
    help: 'You choose it: a long random text, the same here and in the subscription.',
  },
  verify: clientState,
  handshakes: [validation],
  // Of a drive, and of the life of a subscription, Graph says the same bytes each time.
  repetitions: 'never',
  read(_request, payload) {
    const notifications = valueAt(payload, 'value');
    return Array.isArray(notifications) ? notifications.map(readNotification) : [];
  },
  answer: { status: 202 },
  events: microsoftGraphEventNames,
  samples: microsoftGraphSamples,
  freshen: freshenMicrosoftGraph,
});

function readNotification(notification: unknown): ReadEvent {
  const subscription = textAt(notification, 'subscriptionId');
  const resource = textAt(notification, 'resource');
  const change = textAt(notification, 'changeType');
  const etag = textAt(notification, 'resourceData', '@odata.etag');
  const isTold = subscription !== undefined && resource !== undefined && change !== undefined && etag !== undefined;
  return {
    // The same resource changes many times: without an id or a version, nothing tells a repetition.
    id: textAt(notification, 'id') ?? (isTold ? [subscription, resource, change, etag].join(':') : undefined),
    type: textAt(notification, 'lifecycleEvent') ?? change,
    data: withoutClientState(notification),
    subject: resource ?? subscription,
  };
}

/** It is the secret of the source, and has done its work. */
function withoutClientState(notification: unknown): unknown {
  if (typeof notification !== 'object' || notification === null || !('clientState' in notification))
    return notification;
  const { clientState: _secret, ...rest } = notification;
  return rest;
}

export class MicrosoftGraphReceiverModule extends ReceiverModule(microsoftGraph) {}
