import {
  body,
  concat,
  defineReceiver,
  hmac,
  header,
  ReceiverModule,
  textAt,
  toleranceOption,
  valueAt,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { webflowEventNames, webflowSamples } from './webflow.samples.js';
import type { WebflowEvent, WebflowEvents } from './webflow.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    webflow: WithNames<WebflowEvents, (typeof webflowEventNames)[number], WebflowEvent<string, unknown>>;
  }
}

const TOLERANCE_SECONDS = 300;
const TIMESTAMP = header('x-webflow-timestamp');

/** Webflow: forms, sites, pages, the CMS and shops. */
export const webflow = defineReceiver({
  name: 'webflow',
  title: 'Webflow',
  docs: 'https://developers.webflow.com/data/docs/working-with-webhooks#validating-request-signatures',
  assurance: 'signed-body',
  setup: [
    'Open Site settings > Apps & integrations > Webhooks, and add a webhook.',
    'Trigger: the event. Webhook URL: the URL of this source.',
    'Copy its secret key and give it to this source. A webhook that an app makes is signed with the client secret of the app.',
    'One webhook for each trigger: they can all have the URL of this source, and it all their secrets.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret key',
    help: 'Webflow makes it, and shows it once, when the webhook is created; for apps it is the client secret.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: hmac({
    algorithm: 'sha256',
    header: 'x-webflow-signature',
    signed: concat(TIMESTAMP, ':', body),
    timestamp: { from: TIMESTAMP, unit: 'milliseconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read: ({ headers }, payload) => ({
    // Webflow numbers nothing: the bytes themselves tell a repetition.
    id: undefined,
    type: textAt(payload, 'triggerType'),
    subject: textAt(payload, 'payload', 'id') ?? textAt(payload, 'payload', 'siteId'),
    time: new Date(Number(headers[TIMESTAMP.name])),
  }),
  freshen: (sample, { id }) => ({
    ...sample,
    body: withFields(sample.body, { payload: withFields(valueAt(sample.body, 'payload'), { id }) }),
  }),
  events: webflowEventNames,
  samples: webflowSamples,
});

export class WebflowReceiverModule extends ReceiverModule(webflow) {}
