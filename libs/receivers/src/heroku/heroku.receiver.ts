import {
  defineReceiver,
  hmac,
  ReceiverModule,
  textAt,
  timeAt,
  valueAt,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { herokuEventNames, herokuSamples } from './heroku.samples.js';
import type { HerokuEvent, HerokuEvents } from './heroku.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    heroku: WithNames<HerokuEvents, (typeof herokuEventNames)[number], HerokuEvent<string, string, unknown>>;
  }
}

/** Heroku: builds, releases, dynos, add-ons and collaborators of an app. */
export const heroku = defineReceiver({
  name: 'heroku',
  title: 'Heroku',
  docs: 'https://devcenter.heroku.com/articles/app-webhooks#securing-webhook-requests',
  assurance: 'signed-body',
  setup: [
    'Create the webhook: heroku webhooks:add -i api:release -l sync -u THE_URL -a YOUR_APP, with the URL of this source.',
    'Name more events with -i: api:build, api:dyno and so on. With -l sync Heroku repeats what failed.',
    'Heroku prints the secret, once: give it to this source. With -s you choose one yourself.',
  ],
  secret: { name: 'secret', label: 'Secret', help: 'Heroku makes it and prints it once, or you choose it with -s.' },
  verify: hmac({ algorithm: 'sha256', header: 'heroku-webhook-hmac-sha256', encoding: 'base64' }),
  read(_request, payload) {
    const entity = textAt(payload, 'webhook_metadata', 'event', 'include');
    const action = textAt(payload, 'action');
    return {
      id: textAt(payload, 'webhook_metadata', 'event', 'id'),
      type: entity !== undefined && action !== undefined ? `${entity}.${action}` : entity,
      subject: textAt(payload, 'data', 'app', 'name') ?? textAt(payload, 'data', 'name'),
      time: timeAt(payload, 'created_at'),
    };
  },
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, {
      created_at: now.toISOString(),
      webhook_metadata: withFields(valueAt(sample.body, 'webhook_metadata'), {
        event: withFields(valueAt(sample.body, 'webhook_metadata', 'event'), { id }),
      }),
    }),
  }),
  events: herokuEventNames,
  samples: herokuSamples,
});

export class HerokuReceiverModule extends ReceiverModule(heroku) {}
