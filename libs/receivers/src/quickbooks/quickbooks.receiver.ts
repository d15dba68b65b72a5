import {
  defineReceiver,
  hmac,
  ReceiverModule,
  textAt,
  timeAt,
  valueAt,
  withFields,
  type ReadEvent,
  type WithNames,
} from '../kit/index.js';
import { freshenQuickbooks, quickbooksEventNames, quickbooksSamples } from './quickbooks.samples.js';
import type { QuickbooksEvents } from './quickbooks.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    quickbooks: WithNames<QuickbooksEvents, (typeof quickbooksEventNames)[number]>;
  }
}

/** QuickBooks Online, by Intuit: what changed in the companies that are connected to an app. Its own form, and CloudEvents. */
export const quickbooks = defineReceiver({
  name: 'quickbooks',
  title: 'QuickBooks Online',
  docs: 'https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks',
  assurance: 'signed-body',
  setup: [
    'Open your app at developer.intuit.com, Webhooks, and choose Development or Production.',
    'Endpoint URL: the URL of this source. Choose the entities and save.',
    'Show the verifier token, and give it to this source.',
    'Changes come in batches, some minutes late.',
  ],
  secret: {
    name: 'verifierToken',
    label: 'Verifier token',
    help: 'Intuit makes it: on the Webhooks page of your app. Development and production have different ones.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'intuit-signature', encoding: 'base64' }),
  read(_request, payload) {
    if (Array.isArray(payload)) return payload.map(cloudEventOf);
    const notifications = listOf(valueAt(payload, 'eventNotifications'));
    if (notifications.length === 0) return { id: undefined, type: undefined };
    return notifications.flatMap((notification) => {
      const realm = textAt(notification, 'realmId');
      return listOf(valueAt(notification, 'dataChangeEvent', 'entities')).map((entity) => changeOf(realm, entity));
    });
  },
  replyWithinMs: 2_500,
  events: quickbooksEventNames,
  samples: quickbooksSamples,
  freshen: freshenQuickbooks,
});

export class QuickbooksReceiverModule extends ReceiverModule(quickbooks) {}

function changeOf(realmId: string | undefined, entity: unknown): ReadEvent {
  const name = textAt(entity, 'name');
  const operation = textAt(entity, 'operation');
  const id = textAt(entity, 'id');
  const parts = [realmId, name, id, operation, textAt(entity, 'lastUpdated')];
  return {
    // One record may be created and changed within the same second.
    id: parts.includes(undefined) ? undefined : parts.join(':'),
    type: name === undefined || operation === undefined ? undefined : `${name}.${operation}`,
    subject: id,
    time: timeAt(entity, 'lastUpdated'),
    data: withFields(entity, { realmId }),
  };
}

function cloudEventOf(data: unknown): ReadEvent {
  return {
    id: textAt(data, 'id'),
    type: textAt(data, 'type'),
    subject: textAt(data, 'intuitentityid') ?? textAt(data, 'subject'),
    time: timeAt(data, 'time'),
    data,
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
