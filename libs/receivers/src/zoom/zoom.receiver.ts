import {
  defineReceiver,
  ReceiverModule,
  textAt,
  toleranceOption,
  valueAt,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { urlValidation, zoomScheme, ZOOM_TOLERANCE_SECONDS } from './zoom.handshakes.js';
import { zoomEventNames, zoomSamples } from './zoom.samples.js';
import type { ZoomEvent, ZoomEvents } from './zoom.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    zoom: WithNames<ZoomEvents, (typeof zoomEventNames)[number], ZoomEvent<string, unknown>>;
  }
}

/** Zoom: meetings, webinars, recordings, users and phone. Zoom asks again every 72 hours whether the URL is ours. */
export const zoom = defineReceiver({
  name: 'zoom',
  title: 'Zoom',
  docs: 'https://developers.zoom.us/docs/api/webhooks/#verify-webhook-events',
  assurance: 'signed-body',
  setup: [
    'Open marketplace.zoom.us, your app, Features > Access, and give its Secret Token to this source.',
    'Turn on Event Subscription, and add one. Event notification endpoint URL: the URL of this source.',
    'Press Validate: Zoom asks this source to sign a token.',
    'Add the events and save.',
  ],
  secret: { name: 'secretToken', label: 'Secret Token', help: 'Zoom makes it: on the Access page of the app.' },
  options: [toleranceOption(ZOOM_TOLERANCE_SECONDS)],
  verify: zoomScheme,
  handshakes: [urlValidation],
  read: (_request, payload) => ({
    // Zoom sends no id that is signed: the bytes themselves, which hold the time of the event, tell a repetition.
    id: undefined,
    type: textAt(payload, 'event'),
    subject: textAt(payload, 'payload', 'object', 'uuid') ?? textAt(payload, 'payload', 'object', 'id'),
    time: new Date(Number(valueAt(payload, 'event_ts'))),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    headers: { ...sample.headers, 'x-zm-trackingid': `v=2.0;clid=us02;rid=${id}` },
    body: withFields(sample.body, { event_ts: now.getTime(), download_token: id }),
  }),
  events: zoomEventNames,
  samples: zoomSamples,
});

export class ZoomReceiverModule extends ReceiverModule(zoom) {}
