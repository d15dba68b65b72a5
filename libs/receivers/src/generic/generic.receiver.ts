import { compressedAs, repetitionsBy } from '../kit/built-in.js';
import {
  jsonOrText,
  defineReceiver,
  form,
  json,
  multipart,
  ReceiverModule,
  valueAt,
  type Handshake,
  type SourceOptions,
} from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import { DEFAULT_REPETITION_SECONDS, genericOptions } from './generic.options.js';
import { GenericScheme, problemsOfGeneric, textOf } from './generic.scheme.js';
import { placeOf } from './place-of.js';
import { unsignedByOptions } from './unsigned-by-options.js';
import type { GenericEvents } from './generic.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    generic: GenericEvents;
  }
}

/** The body is the list. */
const WHOLE_BODY = '.';
const CHALLENGE = /^[\w.~-]{1,200}$/;

const challenge: Handshake = {
  name: 'challenge',
  isSigned: false,
  answer(request, { options }) {
    const where = textOf(options, 'challenge');
    if (request.method !== 'GET' || where?.startsWith('query:') !== true) return null;
    const value = placeOf(where)?.read(request);
    if (value === undefined || !CHALLENGE.test(value)) return null;
    return { status: 200, contentType: 'text/plain', headers: { 'x-content-type-options': 'nosniff' }, body: value };
  },
};

/** Any sender that signs with an HMAC or sends a token: its source says how, and no code is needed. */
export const generic = defineReceiver({
  name: 'generic',
  title: 'Generic webhook',
  docs: 'https://www.standardwebhooks.com',
  assurance: 'signed-body',
  assuranceOf: ({ scheme }) => (scheme === 'token' || scheme === 'basic' ? 'authenticated' : 'signed-body'),
  unsigned: unsignedByOptions,
  setup: [
    'Find the page of the provider on how it signs its webhooks.',
    'Set the options of this source by it: where the signature is, its algorithm and encoding, and what is signed.',
    'Give the provider the URL of this source, and its secret to this source.',
    'Send a test from the provider. If it is refused, the rejection says what does not fit; mend it and verify again.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'What the provider signs with, or the token that it sends.',
  },
  options: genericOptions,
  checkOptions: problemsOfGeneric,
  methods: ['POST', 'PUT', 'GET'],
  body: [json, form(), multipart(), jsonOrText],
  isBodyOptional: true,
  verify: new GenericScheme(),
  inflates: compressedAs,
  handshakes: [challenge],
  repetitions: repetitionsBy(DEFAULT_REPETITION_SECONDS),
  read(request, payload, options) {
    const items = itemsOf(payload, textOf(options, 'items'));
    return items === undefined
      ? {
          id: readAt(request, payload, options, 'eventId'),
          type: readAt(request, payload, options, 'eventType') ?? 'received',
        }
      : items.map((item) => ({
          id: readAt(request, item, options, 'eventId'),
          type: readAt(request, item, options, 'eventType') ?? 'received',
          data: item,
        }));
  },
  events: ['received'],
  samples: { received: { body: { id: 'd-1', event: 'order.placed', order: { number: '6735', total: 49.9 } } } },
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: { id, event: 'order.placed', at: now.toISOString(), order: { number: '6735', total: 49.9 } },
  }),
});

/** What stands at the place that an option names; in the body, from the item on. */
function readAt(request: InboundRequest, item: unknown, options: SourceOptions, name: string): string | undefined {
  const place = placeOf(textOf(options, name) ?? '');
  return place?.readFrom === undefined ? place?.read(request) : place.readFrom(item);
}

/** The list at a path of the body; undefined where there is none, so that nothing is lost. */
function itemsOf(payload: unknown, path: string | undefined): readonly unknown[] | undefined {
  if (path === undefined) return undefined;
  const found = path === WHOLE_BODY ? payload : valueAt(payload, ...path.split('.'));
  return Array.isArray(found) && found.length > 0 ? found : undefined;
}

export class GenericReceiverModule extends ReceiverModule(generic) {}
