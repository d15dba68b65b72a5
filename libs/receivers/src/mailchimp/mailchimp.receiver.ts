import { defineReceiver, form, inQuery, ReceiverModule, textAt, token } from '../kit/index.js';
import { nestedForm } from './mailchimp.bracketed-form.js';
import { mailchimpEventNames } from './mailchimp.event-names.js';
import { freshenMailchimp, mailchimpSamples } from './mailchimp.samples.js';
import type { MailchimpEvents } from './mailchimp.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    mailchimp: MailchimpEvents;
  }
}

const FIRED_AT = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** Mailchimp Marketing: what happens to the contacts of an audience. Transactional mail is `mandrill`. */
export const mailchimp = defineReceiver({
  name: 'mailchimp',
  title: 'Mailchimp Marketing',
  docs: 'https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/',
  // Mailchimp signs nothing: a secret in the URL is all there is.
  assurance: 'url-secret',
  setup: [
    'Open Audience > Settings > Webhooks, and create a webhook.',
    'Callback URL: the URL of this source, then ?code= and a long random text. Give the same text to this source.',
    'Mailchimp calls the URL at once, and saves it only if this source answers.',
    'Choose the events, and whether changes made through the API count too.',
    'The text stands in the URL: keep it out of logs and change it now and then.',
  ],
  secret: {
    name: 'code',
    label: 'Code',
    help: 'You choose it: a long random text, the same here and after ?code= in the callback URL.',
  },
  methods: ['POST', 'GET'],
  body: [form()],
  verify: token(inQuery('code')),
  handshakes: [
    {
      name: 'url_check',
      isSigned: true,
      answer: ({ method }) => (method === 'GET' ? { status: 200 } : null),
    },
  ],
  read(_request, payload) {
    const data = nestedForm(Object.fromEntries(Object.entries(payload ?? {})));
    const [, day, time] = FIRED_AT.exec(textAt(data, 'fired_at') ?? '') ?? [];
    return {
      id: undefined,
      type: textAt(data, 'type'),
      subject: textAt(data, 'data', 'list_id'),
      time: day === undefined || time === undefined ? undefined : new Date(`${day}T${time}Z`),
      data,
    };
  },
  events: mailchimpEventNames,
  samples: mailchimpSamples,
  freshen: freshenMailchimp,
});

export class MailchimpReceiverModule extends ReceiverModule(mailchimp) {}
