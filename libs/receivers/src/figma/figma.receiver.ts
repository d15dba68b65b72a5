import {
  defineReceiver,
  inJson,
  ReceiverModule,
  textAt,
  timeAt,
  token,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { figmaEventNames, figmaSamples } from './figma.samples.js';
import type { FigmaEvents } from './figma.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    figma: WithNames<FigmaEvents, (typeof figmaEventNames)[number]>;
  }
}

/** What tells two events of a kind in one second: the comment, the version, and which kinds of asset a library published. */
function detailsOf(payload: unknown): string {
  const lists = Object.entries(payload ?? {}).filter(([, value]) => Array.isArray(value) && value.length > 0);
  const ids = ['file_key', 'comment_id', 'version_id'].map((name) => textAt(payload, name));
  return [...ids, ...lists.map(([name]) => name)].join(' ');
}

/** Figma, webhooks of version 2: files, comments and libraries. The passcode stands in the body, and is blotted out of what is kept. */
export const figma = defineReceiver({
  name: 'figma',
  title: 'Figma',
  docs: 'https://developers.figma.com/docs/rest-api/webhooks-security/',
  assurance: 'authenticated',
  setup: [
    'Choose a passcode: a long random text of up to 100 characters. Give it to this source.',
    'Create the webhook: POST https://api.figma.com/v2/webhooks with event_type, context and context_id.',
    'endpoint: the URL of this source. passcode: the same passcode.',
    'Figma sends a ping, which arrives here as figma.PING.',
  ],
  secret: {
    name: 'passcode',
    label: 'Passcode',
    help: 'You choose it: a long random text, the passcode of the webhook.',
  },
  verify: token(inJson('passcode')),
  read(_request, payload) {
    const type = textAt(payload, 'event_type');
    const webhook = textAt(payload, 'webhook_id');
    const timestamp = textAt(payload, 'timestamp');
    const isWhole = type !== undefined && webhook !== undefined && timestamp !== undefined;
    return {
      id: isWhole ? `${webhook}:${timestamp}:${type}` : undefined,
      scope: detailsOf(payload),
      type,
      subject: textAt(payload, 'file_key'),
      time: timeAt(payload, 'timestamp'),
    };
  },
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { webhook_id: id, timestamp: now.toISOString() }),
  }),
  events: figmaEventNames,
  samples: figmaSamples,
});

export class FigmaReceiverModule extends ReceiverModule(figma) {}
