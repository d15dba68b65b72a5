import {
  defineReceiver,
  hmac,
  json,
  ReceiverModule,
  textAt,
  timeAt,
  valueAt,
  withFields,
  xml,
  type WithNames,
} from '../kit/index.js';
import { numberedSignatures, signatureList } from './docusign.numbered-signatures.js';
import { docusignEventNames, docusignSamples } from './docusign.samples.js';
import { isConnectXml, readConnectXml } from './docusign.xml.js';
import type { DocusignEvent, DocusignEvents } from './docusign.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    docusign: WithNames<DocusignEvents, (typeof docusignEventNames)[number], DocusignEvent<string>>;
  }
}

/** DocuSign Connect: envelopes, recipients and templates, as JSON (SIM) or as the older XML. Every active key signs in a header of its own. */
export const docusign = defineReceiver({
  name: 'docusign',
  title: 'DocuSign Connect',
  docs: 'https://developers.docusign.com/platform/webhooks/connect/hmac/',
  assurance: 'signed-body',
  setup: [
    'Open Settings > Connect > Connect Keys, add an HMAC key, and give it to this source: DocuSign shows it once.',
    'Add a configuration: Custom. URL to publish: the URL of this source.',
    'Data format: REST v2.1, with Send Individual Messages (SIM). XML is read as well, without the SOAP interface: each message is the state of an envelope.',
    'Turn on "Include HMAC Signature", choose the trigger events and save.',
  ],
  secret: {
    name: 'hmacKeys',
    label: 'HMAC keys',
    help: 'DocuSign makes them: Settings > Connect > Connect Keys. Give this source every one that is active.',
  },
  verify: hmac({ algorithm: 'sha256', at: numberedSignatures, format: signatureList, encoding: 'base64' }),
  body: [json, xml],
  read(_request, payload) {
    if (isConnectXml(payload)) return readConnectXml(payload);
    const type = textAt(payload, 'event');
    const envelope = textAt(payload, 'data', 'envelopeId');
    const generated = textAt(payload, 'generatedDateTime');
    // DocuSign numbers nothing: what happened to which envelope and when is all there is.
    const isWhole = type !== undefined && envelope !== undefined && generated !== undefined;
    return {
      id: isWhole ? `${envelope}:${type}:${generated}` : undefined,
      scope: textAt(payload, 'data', 'recipientId'),
      type,
      subject: envelope ?? textAt(payload, 'data', 'templateId'),
      time: timeAt(payload, 'generatedDateTime'),
    };
  },
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, {
      generatedDateTime: now.toISOString(),
      data: withFields(valueAt(sample.body, 'data'), { envelopeId: id }),
    }),
  }),
  events: docusignEventNames,
  samples: docusignSamples,
});

export class DocusignReceiverModule extends ReceiverModule(docusign) {}
