import { defineReceiver, form, inQuery, ReceiverModule, textAt, token } from '../kit/index.js';
import { wordpressEventNames } from './wordpress.event-names.js';
import { freshenWordpress, wordpressSamples } from './wordpress.samples.js';
import type { WordpressEvents } from './wordpress.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    wordpress: WordpressEvents;
  }
}

const GMT = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** WordPress.com: posts, pages and comments of a site. Shops on WordPress are `woocommerce`. */
export const wordpress = defineReceiver({
  name: 'wordpress',
  title: 'WordPress.com',
  docs: 'https://wordpress.com/support/webhooks/',
  // WordPress.com signs nothing: a secret in the URL is all there is.
  assurance: 'url-secret',
  setup: [
    'Open Settings > Webhooks of the site (/wp-admin/options-general.php?page=webhooks), and add a webhook.',
    'Action: what you want to hear of. Fields: all that you need; ID and a time in GMT are useful.',
    'URL: the URL of this source, then ?code= and a long random text. Give the same text to this source.',
    'The text stands in the URL: keep it out of logs and change it now and then.',
  ],
  secret: {
    name: 'code',
    label: 'Code',
    help: 'You choose it: a long random text, the same here and after ?code= in the URL of the webhook.',
  },
  body: [form()],
  verify: token(inQuery('code')),
  read(_request, payload) {
    const at = textAt(payload, 'post_modified_gmt') ?? textAt(payload, 'comment_date_gmt');
    const [, day, time] = GMT.exec(at ?? '') ?? [];
    return {
      // A post that is changed keeps its id, so only the body tells a repetition.
      id: undefined,
      type: textAt(payload, 'hook'),
      subject: textAt(payload, 'ID') ?? textAt(payload, 'comment_ID'),
      time: day === undefined || time === undefined ? undefined : new Date(`${day}T${time}Z`),
    };
  },
  events: wordpressEventNames,
  samples: wordpressSamples,
  freshen: freshenWordpress,
});

export class WordpressReceiverModule extends ReceiverModule(wordpress) {}
