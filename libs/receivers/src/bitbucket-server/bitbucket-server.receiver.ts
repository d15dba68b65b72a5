import {
  basic,
  defineReceiver,
  hmac,
  oneOf,
  ReceiverModule,
  textAt,
  timeAt,
  valueAt,
  whenOption,
  withFields,
  type ReadEvent,
  type WithNames,
} from '../kit/index.js';
import { bitbucketServerEventNames } from './bitbucket-server.event-names.js';
import { bitbucketServerSamples, freshenBitbucketServer } from './bitbucket-server.samples.js';
import type { InboundRequest } from '@kanca/core';
import type { BitbucketServerEvents } from './bitbucket-server.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'bitbucket-server': WithNames<BitbucketServerEvents, (typeof bitbucketServerEventNames)[number]>;
  }
}

const TEST_EVENT = 'diagnostics:ping';
/** `{"test": true}`, and nothing that would be worth parsing before it is verified. */
const MAX_TEST_BYTES = 64;

/** Bitbucket Server and Data Center, which people run themselves. Bitbucket Cloud is `bitbucket`. */
export const bitbucketServer = defineReceiver({
  name: 'bitbucket-server',
  title: 'Bitbucket Server / Data Center',
  docs: 'https://confluence.atlassian.com/bitbucketserver/manage-webhooks-938025878.html',
  assurance: 'signed-body',
  unsigned: ['id', 'type'],
  setup: [
    'Open Repository settings > Webhooks, and create a webhook.',
    'URL: the URL of this source.',
    'Secret: a long random text. Give the same to this source.',
    'Test connection has to say 200.',
    'Choose the events and save.',
  ],
  secret: {
    name: 'secret',
    alsoNamed: ['password'],
    label: 'Secret',
    help: 'You choose it: a long random text, the same here and in the webhook settings of the repository.',
  },
  options: [
    {
      kind: 'boolean',
      name: 'allowBasic',
      label: 'Accept user name and password',
      help: 'For webhooks with credentials instead of a secret: the password is this source’s secret. It proves nothing about the body.',
      default: false,
    },
    {
      kind: 'text',
      name: 'username',
      label: 'User name',
      help: 'The user name of the credentials, where those are accepted.',
      isRequired: false,
    },
  ],
  checkOptions: ({ allowBasic, username }) =>
    allowBasic === true && username === undefined
      ? [{ name: 'username', problem: 'is missing: it belongs to the password' }]
      : [],
  // The signed test of the connection has none.
  isBodyOptional: true,
  verify: oneOf(
    hmac({ algorithm: 'sha256', header: 'x-hub-signature', prefix: 'sha256=' }),
    whenOption('allowBasic', basic()),
  ),
  handshakes: [
    {
      name: 'test_connection',
      isSigned: false,
      // Older servers test the connection without signing.
      answer: (request) => (isUnsignedTest(request) ? { status: 200 } : null),
    },
  ],
  read({ headers }, payload) {
    const repository = valueAt(payload, 'repository') ?? valueAt(payload, 'pullRequest', 'toRef', 'repository');
    const project = textAt(repository, 'project', 'key');
    const slug = textAt(repository, 'slug');
    const signedType = textAt(payload, 'eventKey');
    const event = {
      id: headers['x-request-id'],
      // What happened, when, and what changed in it.
      knownBy: textAt(payload, 'date') === undefined || signedType === undefined ? undefined : ('bytes' as const),
      // The body is signed, the header is not. The signed test of the connection has no body.
      type: signedType ?? headers['x-event-key'],
      subject: project === undefined || slug === undefined ? undefined : `${project}/${slug}`,
      time: timeAt(payload, 'date'),
    };
    const changes = valueAt(payload, 'changes');
    if (event.type !== 'repo:refs_changed' || !Array.isArray(changes) || changes.length < 2) return event;
    return eachAlone(event, payload, changes);
  },
  events: bitbucketServerEventNames,
  samples: bitbucketServerSamples,
  freshen: freshenBitbucketServer,
});

export class BitbucketServerReceiverModule extends ReceiverModule(bitbucketServer) {}

function isUnsignedTest({ headers, doubledHeaders, body }: InboundRequest): boolean {
  const proofs = ['x-hub-signature', 'authorization'];
  const isSigned = proofs.some((name) => headers[name] !== undefined || doubledHeaders.has(name));
  return headers['x-event-key'] === TEST_EVENT && !isSigned && body.length <= MAX_TEST_BYTES;
}

/** One event for each reference of a push. Made one by one, since each copies the payload but for the other references. */
function* eachAlone(event: ReadEvent, payload: unknown, changes: readonly unknown[]): Generator<ReadEvent> {
  for (const change of changes) yield { ...event, data: withFields(payload, { changes: [change] }) };
}
