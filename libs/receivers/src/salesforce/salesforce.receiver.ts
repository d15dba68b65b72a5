import type { XmlElement } from '../kit/built-in.js';
import { defineReceiver, ReceiverModule, xml } from '../kit/index.js';
import { acknowledgement } from './salesforce.acknowledgement.js';
import { OrganizationScheme } from './salesforce.organization.js';
import { readSalesforce } from './salesforce.read.js';
import { freshenSalesforce, salesforceEventNames, salesforceSamples } from './salesforce.samples.js';
import type { SalesforceEvents } from './salesforce.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    salesforce: SalesforceEvents;
  }
}

/** Salesforce outbound messages: records in SOAP, up to a hundred at once, one event each. */
export const salesforce = defineReceiver({
  name: 'salesforce',
  title: 'Salesforce outbound messages',
  docs: 'https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging.htm',
  // The id of an organisation is known to many; with a code in the URL, a little more than nothing is proved.
  assurance: 'none',
  setup: [
    'Setup > Company Information: give the Organization ID (00D…) to this source.',
    'Choose a code, a long random text, and give it to this source too: Salesforce signs nothing, and the id is no secret.',
    'Setup > Outbound Messages: add one for your object. Endpoint URL: the URL of this source, then ?code= and the code.',
    'Choose the fields to send, and leave Send Session ID off unless you need it.',
    'Use the message in a flow. Its events are heard by the id of the outbound message (04k…).',
  ],
  secret: {
    name: 'organizationId',
    label: 'Organization ID',
    help: 'Salesforce shows it under Setup > Company Information: 15 or 18 letters and digits, beginning with 00D.',
  },
  options: [
    {
      kind: 'secret',
      name: 'code',
      label: 'Code',
      help: 'You choose it: a long random text, the same here and after ?code= in the endpoint URL. Messages without it are refused.',
      isRequired: false,
    },
    {
      kind: 'boolean',
      name: 'keepSessionId',
      label: 'Keep the session id',
      help: 'Hands the session id, where Salesforce sends it, to your handlers. It is a live token, and is stored with the event.',
      default: false,
    },
  ],
  body: [xml],
  verify: new OrganizationScheme(),
  read: (_request, payload, options) => readSalesforce(payload as XmlElement, options['keepSessionId'] === true),
  answer: acknowledgement,
  events: salesforceEventNames,
  samples: salesforceSamples,
  freshen: freshenSalesforce,
});

export class SalesforceReceiverModule extends ReceiverModule(salesforce) {}
