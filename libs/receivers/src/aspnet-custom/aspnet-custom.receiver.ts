import { defineReceiver, hmac, ReceiverModule, textAt, valueAt, withFields } from '../kit/index.js';
import { aspnetCustomEventNames, aspnetCustomSamples } from './aspnet-custom.samples.js';
import type { Handshake, ReadEvent } from '../kit/index.js';
import type { AspnetCustomEvents } from './aspnet-custom.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'aspnet-custom': AspnetCustomEvents;
  }
}

/** What a sender asks to be echoed is a GUID; nothing that could be anything else is echoed. */
const ECHO = /^[\w-]{1,128}$/;

const echo: Handshake = {
  name: 'echo',
  isSigned: false,
  answer({ method, query }) {
    const text = query.get('echo');
    if (method !== 'GET' || text === null || !ECHO.test(text)) return null;
    return { status: 200, contentType: 'text/plain', headers: { 'x-content-type-options': 'nosniff' }, body: text };
  },
};

/** Any application that sends with ASP.NET WebHooks ("Custom", `ms-signature`). */
export const aspnetCustom = defineReceiver({
  name: 'aspnet-custom',
  title: 'ASP.NET WebHooks sender',
  docs: 'https://learn.microsoft.com/aspnet/webhooks/sending/senders',
  assurance: 'signed-body',
  setup: [
    'Invent a long random secret of 32 to 128 characters, and give it to this source.',
    'Register a webhook at the application (POST /api/webhooks/registrations, or its own page).',
    'WebHookUri: the https URL of this source. Secret: the secret.',
    'Filters: the actions to hear of, or * for all.',
    'The application asks this URL for an echo, which is answered, and sends from then on.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'You choose it: 32 to 128 characters, the same here and in the registration.',
  },
  methods: ['POST', 'GET'],
  verify: hmac({ algorithm: 'sha256', header: 'ms-signature', prefix: 'sha256=' }),
  handshakes: [echo],
  read(_request, payload) {
    const id = textAt(payload, 'Id');
    const notifications = valueAt(payload, 'Notifications');
    if (!Array.isArray(notifications)) throw new Error('there are no Notifications');
    return eachAlone(id, payload, notifications);
  },
  events: aspnetCustomEventNames,
  samples: aspnetCustomSamples,
  freshen: (sample, { id }) => ({ ...sample, body: withFields(sample.body, { Id: id }) }),
});

export class AspnetCustomReceiverModule extends ReceiverModule(aspnetCustom) {}

/**
 * One event for each notification, as if it had been sent alone: what stands around it is said once for all of them. Made one by one,
 * since each copies that.
 */
function* eachAlone(id: string | undefined, payload: unknown, notifications: readonly unknown[]): Generator<ReadEvent> {
  for (const [index, notification] of notifications.entries())
    yield {
      id: id === undefined ? undefined : `${id}:${String(index)}`,
      type: textAt(notification, 'Action'),
      data: withFields(payload, { Notifications: [notification] }),
    };
}
