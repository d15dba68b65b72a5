import type { Part } from '../kit/built-in.js';
import { option, publicUrl } from '../kit/index.js';

const CALLBACK_URL = option('callbackUrl');

/**
 * The URL as it was registered with Trello, which signs it along with the body. What the source says comes first: behind a proxy the
 * URL that arrives may not be the one that was called.
 */
export const callbackUrl: Part = Object.freeze({
  kind: 'callback_url',
  headers: [],
  read: (view) => (view.context.options['callbackUrl'] === undefined ? publicUrl : CALLBACK_URL).read(view),
} satisfies Part);
