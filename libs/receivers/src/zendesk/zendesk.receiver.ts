import {
  body,
  concat,
  defineReceiver,
  header,
  hmac,
  inQuery,
  oneOf,
  ReceiverModule,
  textAt,
  timeAt,
  token,
  toleranceOption,
  whenOption,
  type WithNames,
} from '../kit/index.js';
import { zendeskEventNames } from './zendesk.event-names.js';
import { zendeskFormats } from './zendesk.formats.js';
import { freshenZendesk, zendeskSamples } from './zendesk.samples.js';
import type { ZendeskEvent, ZendeskEvents } from './zendesk.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    zendesk: WithNames<ZendeskEvents, (typeof zendeskEventNames)[number], ZendeskEvent<string, unknown, unknown>>;
  }
}

const TIMESTAMP = header('x-zendesk-webhook-signature-timestamp');
const TOLERANCE_SECONDS = 300;

/** Zendesk: webhooks that subscribe to events, and those of triggers and automations, by any method and media type. */
export const zendesk = defineReceiver({
  name: 'zendesk',
  title: 'Zendesk',
  docs: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
  assurance: 'signed-body',
  unsigned: ['id'],
  setup: [
    'Open Admin Center > Apps and integrations > Webhooks, and create a webhook.',
    'Subscribe it to Zendesk events; or to a trigger or automation, and add the webhook as an action there.',
    'Endpoint URL: the URL of this source. Any method and format will do; POST and JSON are the plain ones. No authentication.',
    'Reveal the signing secret on the page of the webhook, and give it to this source.',
    'Test webhook is signed with the right secret only after the webhook was created: before, it is refused here.',
  ],
  secret: {
    name: 'secret',
    alsoNamed: ['code'],
    label: 'Signing secret',
    help: 'Zendesk makes it: on the page of the webhook, Reveal secret. Every webhook has its own.',
  },
  options: [
    toleranceOption(TOLERANCE_SECONDS),
    {
      kind: 'boolean',
      name: 'allowCode',
      label: 'Accept ?code= in the URL',
      help: 'For old senders that do not sign: the URL ends in ?code= and this source’s secret. It proves nothing about the body.',
      default: false,
    },
  ],
  methods: ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'],
  body: zendeskFormats,
  verify: oneOf(
    hmac({
      algorithm: 'sha256',
      header: 'x-zendesk-webhook-signature',
      encoding: 'base64',
      signed: concat(TIMESTAMP, body),
      timestamp: { from: TIMESTAMP, unit: 'iso', toleranceSeconds: TOLERANCE_SECONDS },
    }),
    whenOption('allowCode', token(inQuery('code'))),
  ),
  read({ headers }, payload) {
    const invocation = headers['x-zendesk-webhook-invocation-id'];
    // The body of a trigger is anybody's own: what it calls id and type mean nothing here.
    if (textAt(payload, 'zendesk_event_version') === undefined)
      return { id: invocation, type: 'change', time: timeAt(headers, TIMESTAMP.name) };
    return {
      id: textAt(payload, 'id') ?? invocation,
      type: textAt(payload, 'type'),
      subject: textAt(payload, 'subject'),
      time: timeAt(payload, 'time'),
    };
  },
  events: zendeskEventNames,
  samples: zendeskSamples,
  freshen: freshenZendesk,
});

export class ZendeskReceiverModule extends ReceiverModule(zendesk) {}
