import { body, concat, defineReceiver, hmac, idAt, ReceiverModule, textAt, valueAt } from '../kit/index.js';
import { challenge } from './linkedin.handshakes.js';
import { freshenLinkedin, linkedinEventNames, linkedinSamples } from './linkedin.samples.js';
import { linkedinSignature, SIGNED_PREFIX } from './linkedin.signature-format.js';
import type { ReadEvent } from '../kit/index.js';
import type { LinkedinEvents } from './linkedin.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    linkedin: LinkedinEvents;
  }
}

/** LinkedIn: what happens on the page of an organisation, and leads. Only apps that LinkedIn approved for it have webhooks. */
export const linkedin = defineReceiver({
  name: 'linkedin',
  title: 'LinkedIn',
  docs: 'https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation',
  assurance: 'signed-body',
  setup: [
    'Open your app at linkedin.com/developers/apps, Auth, and give its Client Secret to this source. Each app needs a source of its own.',
    'Webhooks: create one with the https URL of this source. LinkedIn asks this source for proof at once, and again every two hours.',
    'Page activity: subscribe each member who manages the page, with PUT /rest/eventSubscriptions.',
    'Leads: register the URL with POST /rest/leadNotifications instead.',
  ],
  secret: {
    name: 'clientSecret',
    label: 'Client Secret',
    help: 'LinkedIn makes it: on the Auth page of the app. LinkedIn knows one at a time, and the newest here answers its challenge.',
  },
  methods: ['POST', 'GET'],
  verify: hmac({
    algorithm: 'sha256',
    header: 'x-li-signature',
    format: linkedinSignature,
    signed: concat(SIGNED_PREFIX, body),
  }),
  handshakes: [challenge],
  read(_request, payload) {
    const type = textAt(payload, 'type');
    const notifications = valueAt(payload, 'notifications');
    return Array.isArray(notifications)
      ? notifications.map((notification: unknown) => ({ ...readOne(type, notification), data: notification }))
      : readOne(type, payload);
  },
  events: linkedinEventNames,
  samples: linkedinSamples,
  freshen: freshenLinkedin,
});

function readOne(type: string | undefined, notification: unknown): ReadEvent {
  const milliseconds = valueAt(notification, 'lastModifiedAt') ?? valueAt(notification, 'occurredAt');
  return {
    // A lead has no number: its bytes tell a repetition.
    id: idAt(notification, 'notificationId'),
    type,
    subject: textAt(notification, 'organizationalEntity') ?? textAt(notification, 'leadGenFormResponse'),
    time: new Date(Number(milliseconds ?? Number.NaN)),
  };
}

export class LinkedinReceiverModule extends ReceiverModule(linkedin) {}
