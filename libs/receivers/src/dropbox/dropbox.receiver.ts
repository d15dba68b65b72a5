import { defineReceiver, hmac, ReceiverModule, valueAt, type Answer, type ReadEvent } from '../kit/index.js';
import { dropboxEventNames } from './dropbox.event-names.js';
import { dropboxSamples } from './dropbox.samples.js';
import type { DropboxEvents } from './dropbox.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    dropbox: DropboxEvents;
  }
}

/** What is given back is no longer than a challenge is, and has no character that could mean something. */
const CHALLENGE = /^[\x21-\x7e]{1,512}$/;

/** Dropbox: whose files changed. */
export const dropbox = defineReceiver({
  name: 'dropbox',
  title: 'Dropbox',
  docs: 'https://www.dropbox.com/developers/reference/webhooks',
  assurance: 'signed-body',
  setup: [
    'Open your app in the App Console of Dropbox, and give its App secret to this source.',
    'Webhooks: paste the URL of this source and choose Add. Dropbox calls it at once and shows it as enabled.',
    'Change a file in a linked account: dropbox.change arrives here within seconds.',
  ],
  secret: {
    name: 'appSecret',
    label: 'App secret',
    help: 'Dropbox makes it: on the Settings page of your app in the App Console.',
  },
  methods: ['POST', 'GET'],
  verify: hmac({ algorithm: 'sha256', header: 'x-dropbox-signature' }),
  handshakes: [{ name: 'challenge', isSigned: false, answer: ({ method, query }) => challengeOf(method, query) }],
  // A notification says only whose files changed: the next change of the same account has the same bytes, and no retry can be told from it.
  repetitions: 'never',
  read(_request, payload) {
    const accounts = listOf(valueAt(payload, 'list_folder', 'accounts'));
    if (accounts.length > 0) return accounts.map((account) => changeOf(account, { account }));
    // The people of the old API are the same ones again, so they count only where they come alone.
    const users = listOf(valueAt(payload, 'delta', 'users'));
    return users.length > 0 ? users.map((user) => changeOf(user, { user })) : { id: undefined, type: 'change' };
  },
  events: dropboxEventNames,
  samples: dropboxSamples,
});

export class DropboxReceiverModule extends ReceiverModule(dropbox) {}

function challengeOf(method: string, query: URLSearchParams): Answer | null {
  const challenge = query.get('challenge');
  if (method !== 'GET' || challenge === null || !CHALLENGE.test(challenge)) return null;
  return {
    status: 200,
    contentType: 'text/plain',
    headers: { 'x-content-type-options': 'nosniff' },
    body: challenge,
  };
}

function changeOf(whose: unknown, data: object): ReadEvent {
  return { id: undefined, type: 'change', data, subject: String(whose) };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
