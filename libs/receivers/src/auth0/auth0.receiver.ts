import {
  defineReceiver,
  inHeader,
  ReceiverModule,
  textAt,
  timeAt,
  token,
  valueAt,
  type WithNames,
} from '../kit/index.js';
import { logLines } from './auth0.log-lines.js';
import { auth0EventNames, auth0Samples, freshenAuth0 } from './auth0.samples.js';
import type { ReadEvent } from '../kit/index.js';
import type { Auth0Events } from './auth0.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    auth0: WithNames<Auth0Events, (typeof auth0EventNames)[number]>;
  }
}

/** Auth0's custom log streams. They send a token along, and sign nothing. */
export const auth0 = defineReceiver({
  name: 'auth0',
  title: 'Auth0 log streams',
  docs: 'https://auth0.com/docs/customize/log-streams/custom-log-streams',
  assurance: 'authenticated',
  setup: [
    'Invent a long random token, and give it to this source.',
    'Open Monitoring > Streams of the Auth0 dashboard, and create a stream of the type Custom Webhook.',
    'Payload URL: the https URL of this source. Authorization token: the token.',
    'Content type and format: JSON array, JSON lines or JSON object, all are read.',
    'Save. Each entry of the log arrives here as an event.',
  ],
  secret: {
    name: 'token',
    label: 'Authorization token',
    help: 'You choose it: a long random text, the same here and in the stream, Bearer included if you write it there.',
  },
  body: [logLines],
  verify: token(inHeader('authorization')),
  read(_request, payload) {
    const logs = valueAt(payload, 'logs') ?? payload;
    return Array.isArray(logs) ? logs.map(readLog) : readLog(logs);
  },
  events: auth0EventNames,
  samples: auth0Samples,
  freshen: freshenAuth0,
});

function readLog(log: unknown): ReadEvent {
  return {
    id: textAt(log, 'log_id'),
    type: textAt(log, 'data', 'type'),
    data: log,
    subject: textAt(log, 'data', 'user_id') ?? textAt(log, 'data', 'client_id'),
    time: timeAt(log, 'data', 'date'),
  };
}

export class Auth0ReceiverModule extends ReceiverModule(auth0) {}
