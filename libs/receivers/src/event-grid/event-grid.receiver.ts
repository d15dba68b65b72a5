import { entraOptions, entraToken, problemsOfEntra } from '../kit/built-in.js';
import {
  defineReceiver,
  inHeader,
  inQuery,
  oneOf,
  ReceiverModule,
  textAt,
  timeAt,
  token,
  type WithNames,
} from '../kit/index.js';
import { eventGridEventNames } from './event-grid.event-names.js';
import { eventGridHandshakes } from './event-grid.handshakes.js';
import { eventGridSamples, freshenEventGrid } from './event-grid.samples.js';
import type { ReadEvent } from '../kit/index.js';
import type { EventGridEvents } from './event-grid.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'event-grid': WithNames<EventGridEvents, (typeof eventGridEventNames)[number]>;
  }
}

/** Microsoft’s own app "Microsoft.EventGrid" of the public cloud. */
const EVENT_GRID = '4962773b-9cdb-44cf-a8bf-237846a00ab7';

/** Azure Event Grid, in its own schema and in CloudEvents. It signs nothing; the URL or a header holds the secret. */
export const eventGrid = defineReceiver({
  name: 'event-grid',
  title: 'Azure Event Grid',
  docs: 'https://learn.microsoft.com/azure/event-grid/secure-webhook-delivery',
  assurance: 'url-secret',
  setup: [
    'Invent a long random code of letters and digits, and give it to this source.',
    'Azure portal: open the topic or resource, Events, and add an event subscription of the endpoint type Web Hook.',
    'Endpoint: the https URL of this source with ?code= and the code at its end.',
    'Schema: Event Grid or CloudEvents, both are read. Events of a batch arrive here one by one.',
    'Create it. Azure proves the endpoint with a validation, which is answered here.',
    'Rather a header than the URL? Delivery Properties: add the static secret header x-webhook-token with the code.',
    'Rather a token? Additional Features: use Microsoft Entra authentication, and give tenantId and audience (the application ID or URI there) to this source.',
  ],
  secret: {
    name: 'code',
    label: 'Code',
    help: 'You choose it: a long random text, at the end of the URL (?code=…) or in the header x-webhook-token.',
  },
  options: entraOptions,
  checkOptions: problemsOfEntra,
  methods: ['POST', 'OPTIONS'],
  verify: oneOf(token(inQuery('code')), token(inHeader('x-webhook-token')), entraToken(EVENT_GRID)),
  handshakes: eventGridHandshakes,
  read: (_request, payload) => (Array.isArray(payload) ? payload.map(readEvent) : readEvent(payload)),
  events: eventGridEventNames,
  samples: eventGridSamples,
  freshen: freshenEventGrid,
});

function readEvent(event: unknown): ReadEvent {
  return {
    id: textAt(event, 'id'),
    type: textAt(event, 'eventType') ?? textAt(event, 'type'),
    data: event,
    subject: textAt(event, 'subject'),
    time: timeAt(event, 'eventTime') ?? timeAt(event, 'time'),
  };
}

export class EventGridReceiverModule extends ReceiverModule(eventGrid) {}
