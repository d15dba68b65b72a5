import { readJwt } from '@kanca/signing';
import {
  defineReceiver,
  inHeader,
  jwt,
  ReceiverModule,
  textAt,
  timeAt,
  toleranceOption,
  valueAt,
  type WithNames,
} from '../kit/index.js';
import { claimsOf, isForBody } from './plaid.claims.js';
import { freshenPlaid, plaidEventNames, plaidSamples } from './plaid.samples.js';
import { toldForTest } from './plaid.test-key.js';
import { verificationKey } from './plaid.verification-key.js';
import type { PlaidEvents } from './plaid.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    plaid: WithNames<PlaidEvents, (typeof plaidEventNames)[number]>;
  }
}

const MAX_AGE_SECONDS = 300;
const TOKEN = 'plaid-verification';

/** Plaid: items, transactions, transfers. A token binds the body; its key is told to customers only, so Plaid is asked for it. */
export const plaid = defineReceiver({
  name: 'plaid',
  title: 'Plaid',
  docs: 'https://plaid.com/docs/api/webhooks/webhook-verification/',
  assurance: 'signed-body',
  setup: [
    'Open the Plaid Dashboard, Developers > Keys, and give the client_id and the secret of one environment to this source.',
    'Choose the same environment here.',
    'Enter the https URL of this source as `webhook` where a link token is made, or with /item/webhook/update for an item there is.',
    'Try it in the sandbox: POST /sandbox/item/fire_webhook.',
  ],
  // Plaid signs with keys of its own; the credentials are for asking for them.
  secret: null,
  options: [
    {
      kind: 'text',
      name: 'clientId',
      label: 'client_id',
      help: 'In the Plaid Dashboard: Developers > Keys.',
      isRequired: true,
    },
    {
      kind: 'secret',
      name: 'clientSecret',
      label: 'Secret',
      help: 'On the same page: the secret of the environment that the webhooks come from.',
      isRequired: true,
    },
    {
      kind: 'text',
      name: 'environment',
      label: 'Environment',
      help: 'production (default) or sandbox.',
      choices: ['production', 'sandbox'],
      isRequired: false,
    },
    toleranceOption(MAX_AGE_SECONDS),
  ],
  verify: jwt({
    at: inHeader(TOKEN),
    algorithms: ['ES256'],
    keySet: verificationKey,
    toldForTest,
    maxAgeSeconds: MAX_AGE_SECONDS,
    checks: [isForBody],
    claims: claimsOf,
  }),
  read({ headers }, payload) {
    const claims = readJwt(headers[TOKEN] ?? '')?.claims;
    const made = valueAt(claims, 'iat');
    const hash = textAt(claims, 'request_body_sha256');
    const [kind, code] = [textAt(payload, 'webhook_type'), textAt(payload, 'webhook_code')];
    return {
      // Plaid numbers nothing, and "there are new transactions" is the same text each time: only when it was said tells one from another.
      id: typeof made === 'number' && hash !== undefined ? `${String(made)}:${hash}` : undefined,
      type: kind === undefined || code === undefined ? undefined : `${kind}.${code}`,
      subject: textAt(payload, 'item_id'),
      time: timeAt(claims, 'iat'),
    };
  },
  events: plaidEventNames,
  samples: plaidSamples,
  freshen: freshenPlaid,
});

export class PlaidReceiverModule extends ReceiverModule(plaid) {}
