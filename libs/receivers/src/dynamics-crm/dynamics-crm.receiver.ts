import { defineReceiver, inHeader, inQuery, oneOf, ReceiverModule, textAt, token } from '../kit/index.js';
import { dynamicsCrmEventNames } from './dynamics-crm.event-names.js';
import { dynamicsCrmSamples, freshenDynamicsCrm } from './dynamics-crm.samples.js';
import type { DynamicsCrmEvents } from './dynamics-crm.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'dynamics-crm': DynamicsCrmEvents;
  }
}

const NO_OPERATION = '00000000-0000-0000-0000-000000000000';

/** Dynamics 365 and Dataverse, through a registered webhook. It signs nothing; the URL or a header holds the secret. */
export const dynamicsCrm = defineReceiver({
  name: 'dynamics-crm',
  title: 'Dynamics 365 / Dataverse',
  docs: 'https://learn.microsoft.com/power-apps/developer/data-platform/register-web-hook',
  assurance: 'url-secret',
  setup: [
    'Invent a long random code of letters and digits, and give it to this source.',
    'Open the Plug-in Registration Tool, connect to the environment, and choose Register > Register New Web Hook.',
    'Endpoint URL: the https URL of this source, on port 443. Authentication: WebhookKey, and the code as its value.',
    'HttpHeader works as well (key x-webhook-token), and so does HttpQueryString (key code).',
    'Register a step on the webhook for each message and table. Asynchronous ones do not keep users waiting.',
  ],
  secret: {
    name: 'code',
    label: 'Webhook key',
    help: 'You choose it: a long random text, the value of the WebhookKey authentication.',
  },
  verify: oneOf(token(inQuery('code')), token(inHeader('x-webhook-token'))),
  read({ headers }, payload) {
    const operation = textAt(payload, 'OperationId');
    const request = textAt(payload, 'RequestId') ?? headers['x-request-id'];
    const id = operation === undefined || operation === NO_OPERATION ? request : operation;
    // Two steps may be set off by one operation.
    const step = textAt(payload, 'OwningExtension', 'Id');
    const entity = textAt(payload, 'PrimaryEntityName');
    const row = textAt(payload, 'PrimaryEntityId');
    return {
      id: id === undefined || step === undefined ? id : `${id}:${step}`,
      type: textAt(payload, 'MessageName') ?? headers['x-ms-dynamics-request-name'],
      subject: entity === undefined || row === undefined ? entity : `${entity}:${row}`,
      time: dateOf(textAt(payload, 'OperationCreatedOn')),
    };
  },
  events: dynamicsCrmEventNames,
  samples: dynamicsCrmSamples,
  freshen: freshenDynamicsCrm,
});

/** `/Date(1760000000000+0000)/`: milliseconds in UTC; the offset behind them does not shift the time. */
function dateOf(text: string | undefined): Date | undefined {
  const milliseconds = /^\/Date\((\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text ?? '')?.[1];
  return milliseconds === undefined ? undefined : new Date(Number(milliseconds));
}

export class DynamicsCrmReceiverModule extends ReceiverModule(dynamicsCrm) {}
