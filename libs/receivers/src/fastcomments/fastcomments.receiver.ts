import {
  defineReceiver,
  inHeader,
  oneOf,
  ReceiverModule,
  textAt,
  token,
  toleranceOption,
  whenOption,
} from '../kit/index.js';
import { fastcommentsEventNames } from './fastcomments.event-names.js';
import { fastcommentsSamples, freshenFastcomments } from './fastcomments.samples.js';
import { commentOrAgentSignature, isInMilliseconds, TIMESTAMP, TOLERANCE_SECONDS } from './fastcomments.signature.js';
import type { InboundRequest } from '@kanca/core';
import type { FastcommentsEvents } from './fastcomments.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    fastcomments: FastcommentsEvents;
  }
}

/** FastComments: comments that are written, changed and deleted, and what its agents do. */
export const fastcomments = defineReceiver({
  name: 'fastcomments',
  title: 'FastComments',
  docs: 'https://docs.fastcomments.com/guide-webhooks.html#webhooks-api-tokens',
  assurance: 'signed-body',
  // The method is not signed: a captured change can be sent again as a deletion, while its signed time is fresh.
  unsigned: ['id', 'type'],
  setup: [
    'Open Webhooks in the FastComments dashboard, and add the URL of this source for created, updated and deleted comments.',
    'Creation and change come alike. To tell them apart, add ?event=comment.created and ?event=comment.updated to their URLs.',
    'Open API Keys in the dashboard, and give the API Secret to this source.',
    'Send Test Payload has to say 200.',
  ],
  secret: {
    name: 'apiSecret',
    label: 'API Secret',
    help: 'FastComments makes it: on the API Keys page of the dashboard. The domain of a webhook may have one of its own.',
  },
  options: [
    toleranceOption(TOLERANCE_SECONDS),
    {
      kind: 'boolean',
      name: 'allowLegacyToken',
      label: 'Accept the token header',
      help: 'For old webhooks, which send the API Secret itself and no signature. It proves nothing about the body.',
      default: false,
    },
  ],
  methods: ['PUT', 'POST', 'DELETE'],
  verify: oneOf(commentOrAgentSignature, whenOption('allowLegacyToken', token(inHeader('token')))),
  read(request, payload) {
    const comment = textAt(payload, 'id');
    const signedAt = request.headers[TIMESTAMP.name];
    return {
      id: comment === undefined || signedAt === undefined ? undefined : `${comment}:${request.method}:${signedAt}`,
      type: typeOf(request),
      subject: textAt(payload, 'urlId') ?? comment,
      time: signedAt === undefined ? undefined : new Date(Number(signedAt) * (isInMilliseconds(request) ? 1 : 1_000)),
    };
  },
  events: fastcommentsEventNames,
  samples: fastcommentsSamples,
  freshen: freshenFastcomments,
});

export class FastcommentsReceiverModule extends ReceiverModule(fastcomments) {}

/** An agent names its event in a header, and the operator may name one in the URL; else there is the method to go by. */
function typeOf({ method, headers, query }: InboundRequest): string {
  const byMethod = method === 'DELETE' ? 'comment.deleted' : 'comment.upserted';
  return headers['x-fastcomments-agent-event'] ?? query.get('event') ?? byMethod;
}
