import { defineReceiver, inQuery, ReceiverModule, textAt, timeAt, token, withFields } from '../kit/index.js';
import { kuduEventNames, kuduSamples } from './kudu.samples.js';
import type { KuduEvents } from './kudu.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    kudu: KuduEvents;
  }
}

/** Kudu, which deploys to Azure App Service. It signs nothing; the URL holds the secret. */
export const kudu = defineReceiver({
  name: 'kudu',
  title: 'Kudu (Azure App Service deployments)',
  docs: 'https://github.com/projectkudu/kudu/wiki/Web-hooks',
  assurance: 'url-secret',
  setup: [
    'Invent a long random code of letters and digits, and give it to this source.',
    'Open the Kudu site of the app (https://<app>.scm.azurewebsites.net), Tools > Web hooks.',
    'Subscriber URL: the https URL of this source with ?code= and the code at its end. Event: PostDeployment.',
    'Add it, and deploy. The deployment arrives here as kudu.success or kudu.failed.',
  ],
  secret: {
    name: 'code',
    label: 'Code',
    help: 'You choose it: a long random text, at the end of the URL that Kudu calls (?code=…).',
  },
  verify: token(inQuery('code')),
  read(_request, payload) {
    const status = textAt(payload, 'status');
    return {
      // The id is the commit, which goes through several states and may be deployed again.
      id: textAt(payload, 'id'),
      scope: `${status ?? ''}:${textAt(payload, 'endTime') ?? ''}`,
      type: status,
      subject: textAt(payload, 'siteName'),
      time: timeAt(payload, 'endTime'),
    };
  },
  events: kuduEventNames,
  samples: kuduSamples,
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { id, endTime: now.toISOString() }),
  }),
});

export class KuduReceiverModule extends ReceiverModule(kudu) {}
