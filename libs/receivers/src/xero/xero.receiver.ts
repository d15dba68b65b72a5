import { defineReceiver, hmac, idAt, ReceiverModule, textAt, timeAt, valueAt } from '../kit/index.js';
import { freshenXero, xeroEventNames, xeroSamples } from './xero.samples.js';
import type { XeroEvents } from './xero.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    xero: XeroEvents;
  }
}

/** Xero: contacts, invoices and credit notes of the organisations that are connected to an app. */
export const xero = defineReceiver({
  name: 'xero',
  title: 'Xero',
  docs: 'https://developer.xero.com/documentation/guides/webhooks/overview/',
  assurance: 'signed-body',
  setup: [
    'Open your app at developer.xero.com/app/manage, Webhooks, and choose what to hear of.',
    'Notifications delivery URL: the URL of this source.',
    'Save, copy the webhooks key and give it to this source.',
    'Send Intent to receive: Xero tries right and wrong signatures, and wants them told apart. Status has to become OK.',
  ],
  secret: {
    name: 'webhookKey',
    label: 'Webhooks key',
    help: 'Xero makes it: on the Webhooks page of your app.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'x-xero-signature', encoding: 'base64' }),
  handshakes: [
    {
      name: 'intent_to_receive',
      isSigned: true,
      answer(_request, payload) {
        const events = valueAt(payload, 'events');
        return Array.isArray(events) && events.length === 0 ? { status: 200 } : null;
      },
    },
  ],
  read(_request, payload) {
    const events = valueAt(payload, 'events');
    const first = idAt(payload, 'firstEventSequence');
    if (!Array.isArray(events)) return { id: undefined, type: undefined };
    return events.map((data: unknown, index) => {
      const resource = textAt(data, 'resourceId');
      const at = textAt(data, 'eventDateUtc');
      const names = [textAt(data, 'eventCategory'), textAt(data, 'eventType')];
      return {
        id:
          isSequence(first) && resource !== undefined
            ? `${String(BigInt(first) + BigInt(index))}:${resource}`
            : undefined,
        type: names.includes(undefined) ? undefined : names.join('.'),
        subject: resource,
        // UTC, though it does not say so.
        time: at === undefined ? undefined : timeAt(at.endsWith('Z') ? at : `${at}Z`),
        data,
      };
    });
  },
  // Xero takes an answer with a body for a wrong one.
  answer: { status: 200 },
  // Its intent to receive sends wrong signatures as well, and no answer to it may have a body.
  refusal: { status: 401 },
  events: xeroEventNames,
  samples: xeroSamples,
  freshen: freshenXero,
});

/** Counted with all of its digits. */
function isSequence(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,20}$/.test(text);
}

export class XeroReceiverModule extends ReceiverModule(xero) {}
