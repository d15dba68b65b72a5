import {
  at,
  defineReceiver,
  hmac,
  inJson,
  ReceiverModule,
  textAt,
  toleranceOption,
  valueAt,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { linearEventNames, linearSamples } from './linear.samples.js';
import type { LinearEvent, LinearEvents } from './linear.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    linear: WithNames<LinearEvents, (typeof linearEventNames)[number], LinearEvent<string, string, unknown>>;
  }
}

const TOLERANCE_SECONDS = 60;
const TIMESTAMP = at(inJson('webhookTimestamp'));

/** Linear: issues, comments, projects and more. The time that counts is the one in the body: that of the header is not signed. */
export const linear = defineReceiver({
  name: 'linear',
  title: 'Linear',
  docs: 'https://linear.app/developers/webhooks#securing-webhooks',
  assurance: 'signed-body',
  unsigned: ['id'],
  setup: [
    'Open Settings > API of your workspace, and create a webhook.',
    'URL: the URL of this source.',
    'Choose the teams and the data change events, and create it.',
    'Copy the signing secret (lin_wh_…) and give it to this source, whole.',
  ],
  secret: {
    name: 'secret',
    label: 'Signing secret',
    help: 'Linear makes it: lin_wh_…, on the page of the webhook.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: hmac({
    algorithm: 'sha256',
    header: 'linear-signature',
    timestamp: { from: TIMESTAMP, unit: 'milliseconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read({ headers }, payload) {
    const type = textAt(payload, 'type');
    const action = textAt(payload, 'action');
    return {
      id: headers['linear-delivery'],
      type: type !== undefined && action !== undefined ? `${type}.${action}` : type,
      subject: textAt(payload, 'data', 'id'),
      time: new Date(Number(valueAt(payload, 'webhookTimestamp'))),
    };
  },
  freshen: (sample, { id, now }) => ({
    ...sample,
    headers: { ...sample.headers, 'linear-delivery': id },
    body: withFields(sample.body, { webhookTimestamp: now.getTime() }),
  }),
  events: linearEventNames,
  samples: linearSamples,
});

export class LinearReceiverModule extends ReceiverModule(linear) {}
