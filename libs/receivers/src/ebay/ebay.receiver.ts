import { defineReceiver, ReceiverModule, textAt, timeAt, valueAt, type WithNames } from '../kit/index.js';
import { challenge } from './ebay.handshakes.js';
import { ebayEventNames, ebaySamples, freshenEbay } from './ebay.samples.js';
import { EbaySignature } from './ebay.signature.js';
import type { OptionProblem } from '../kit/built-in.js';
import type { SourceOptions } from '../kit/index.js';
import type { EbayEvents } from './ebay.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    ebay: WithNames<EbayEvents, (typeof ebayEventNames)[number]>;
  }
}

const VERIFICATION_TOKEN = /^[\w-]{32,80}$/;

/** eBay’s Notification API: closed accounts, which every application has to hear of, listings, orders, messages. */
export const ebay = defineReceiver({
  name: 'ebay',
  title: 'eBay',
  docs: 'https://developer.ebay.com/api-docs/commerce/notification/overview.html',
  assurance: 'signed-body',
  setup: [
    'Invent a verification token of 32 to 80 letters, digits, _ and -, and give it to this source.',
    'Open developer.ebay.com, Application Keysets, and give App ID (clientId) and Cert ID (clientSecret) of the keyset to this source.',
    'Choose the environment of the keyset here.',
    'Alerts and Notifications: enter the https URL of this source and the token, and save. eBay asks this source for proof at once.',
    'Press Send Test Notification. Other topics: subscribe with the Notification API.',
  ],
  // eBay signs with keys of its own; the credentials are for asking for them.
  secret: null,
  options: [
    {
      kind: 'secret',
      name: 'verificationToken',
      label: 'Verification token',
      help: 'You choose it: 32 to 80 letters, digits, _ and -, the same here and at eBay.',
      isRequired: true,
    },
    {
      kind: 'text',
      name: 'clientId',
      label: 'App ID (Client ID)',
      help: 'On the page Application Keysets. Without it eBay cannot be asked for its keys, and every notification is refused.',
      isRequired: false,
    },
    {
      kind: 'secret',
      name: 'clientSecret',
      label: 'Cert ID (Client Secret)',
      help: 'On the same page, of the same keyset.',
      isRequired: false,
    },
    {
      kind: 'text',
      name: 'environment',
      label: 'Environment',
      help: 'production (default) or sandbox: where the keyset is.',
      choices: ['production', 'sandbox'],
      isRequired: false,
    },
    {
      kind: 'text',
      name: 'url',
      label: 'Registered URL',
      help: 'The URL of this source as it is written at eBay, if that is not the public one of the hub. It is part of the proof.',
      isRequired: false,
    },
  ],
  methods: ['POST', 'GET'],
  verify: new EbaySignature(),
  handshakes: [challenge],
  checkOptions: (options) => [...problemsOfProof(options), ...problemsOfCredentials(options)],
  read(_request, payload) {
    const data = valueAt(payload, 'notification', 'data');
    return {
      id: textAt(payload, 'notification', 'notificationId'),
      type: textAt(payload, 'metadata', 'topic'),
      subject: textAt(data, 'userId') ?? textAt(data, 'orderId') ?? textAt(data, 'itemId'),
      time: timeAt(payload, 'notification', 'eventDate'),
    };
  },
  events: ebayEventNames,
  samples: ebaySamples,
  freshen: freshenEbay,
});

function problemsOfProof({ verificationToken, url }: SourceOptions): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  // Its hash goes to anybody who asks: a short one could be guessed.
  if (!VERIFICATION_TOKEN.test(String(verificationToken)))
    problems.push({
      name: 'verificationToken',
      problem: 'has to be 32 to 80 letters, digits, _ or -: eBay takes no other',
    });
  if (typeof url === 'string' && !(URL.canParse(url) && url.startsWith('https://')))
    problems.push({ name: 'url', problem: 'has to be the whole https URL, as it is written at eBay' });
  return problems;
}

/** One without the other would be refused by eBay, at the first notification. */
function problemsOfCredentials(options: SourceOptions): readonly OptionProblem[] {
  const missing = ['clientId', 'clientSecret'].filter((name) => options[name] === undefined);
  return missing.length === 1
    ? missing.map((name) => ({ name, problem: 'is missing: clientId and clientSecret belong together' }))
    : [];
}

export class EbayReceiverModule extends ReceiverModule(ebay) {}
