import { entraOptions, entraToken, problemsOfEntra } from '../kit/built-in.js';
import { defineReceiver, inQuery, oneOf, ReceiverModule, textAt, timeAt, token, valueAt } from '../kit/index.js';
import { azureAlertEventNames } from './azure-alert.event-names.js';
import { azureAlertSamples, freshenAzureAlert } from './azure-alert.samples.js';
import type { ReadEvent } from '../kit/index.js';
import type { AzureAlertEvents } from './azure-alert.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'azure-alert': AzureAlertEvents;
  }
}

/** Microsoft’s own app "AzNS AAD Webhook", which the action groups of the public cloud call as. */
const ACTION_GROUPS = '461e8683-5575-4561-ac7f-899cc907d62a';

/** Azure Monitor: alerts of the common schema, and the older ones before it. Azure signs nothing; the URL holds the secret. */
export const azureAlert = defineReceiver({
  name: 'azure-alert',
  title: 'Azure Monitor Alerts',
  docs: 'https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups',
  assurance: 'url-secret',
  setup: [
    'Invent a long random code of letters and digits, and give it to this source.',
    'Azure portal: open Monitor > Alerts > Action groups, and add an action of the type Webhook.',
    'URI: the https URL of this source with ?code= and the code at its end.',
    'Enable the common alert schema: yes. Alerts of the older schemas are read too, by the name of their rule.',
    'Rather a token than the URL? Choose the action type Secure Webhook, and give tenantId and audience (the Application ID URI of its app) to this source. The code is then no part of the URI.',
    'Save, and press Test on the action group. The alert arrives here.',
  ],
  secret: {
    name: 'code',
    label: 'Code',
    help: 'You choose it: a long random text, at the end of the URL that Azure calls (?code=…).',
  },
  options: entraOptions,
  checkOptions: problemsOfEntra,
  verify: oneOf(token(inQuery('code')), entraToken(ACTION_GROUPS)),
  read(_request, payload) {
    const essentials = valueAt(payload, 'data', 'essentials');
    return essentials === undefined ? readOlder(payload) : readCommon(essentials);
  },
  events: azureAlertEventNames,
  samples: azureAlertSamples,
  freshen: freshenAzureAlert,
});

function readCommon(essentials: unknown): ReadEvent {
  const alertId = textAt(essentials, 'alertId');
  const service = textAt(essentials, 'monitoringService');
  const condition = textAt(essentials, 'monitorCondition');
  const isNamed = service !== undefined && condition !== undefined;
  return {
    // One alert is fired and resolved under the same id.
    id: alertId === undefined || condition === undefined ? undefined : `${alertId}:${condition}`,
    type: isNamed ? `${service}.${condition}` : undefined,
    subject: textAt(essentials, 'alertTargetIDs', '0'),
    time: timeAt(essentials, 'resolvedDateTime') ?? timeAt(essentials, 'firedDateTime'),
  };
}

/** Classic alerts, and the schemas between those and the common one, which put the same into `data`. */
function readOlder(payload: unknown): ReadEvent {
  const alert = valueAt(payload, 'context') === undefined ? valueAt(payload, 'data') : payload;
  const rule = textAt(alert, 'context', 'id');
  const at = textAt(alert, 'context', 'timestamp');
  return {
    // The id is that of the rule, which fires again and again.
    id: rule === undefined || at === undefined ? undefined : [rule, textAt(alert, 'status'), at].join(':'),
    type: textAt(alert, 'context', 'name') ?? textAt(payload, 'schemaId'),
    subject: textAt(alert, 'context', 'resourceId'),
    time: timeAt(alert, 'context', 'timestamp'),
  };
}

export class AzureAlertReceiverModule extends ReceiverModule(azureAlert) {}
