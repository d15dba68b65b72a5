import type { HandlerReply } from '@kanca/dispatch';

/**
 * Answers for a provider that waits, in plain form. `status` is 200 unless told.
 * @example return reply.text('thank you');
 */
export const reply = {
  json: (value: unknown, status = 200): HandlerReply => ({
    status,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(value),
  }),
  text: (text: string, status = 200): HandlerReply => ({
    status,
    contentType: 'text/plain; charset=utf-8',
    body: text,
  }),
  /** A whole document, as it is: escape what you put into it. */
  xml: (document: string, status = 200): HandlerReply => ({
    status,
    contentType: 'application/xml; charset=utf-8',
    body: document,
  }),
  /** No body. 200, because some providers take nothing else for a success. */
  empty: (status = 200): HandlerReply => ({ status, body: '' }),
} as const;
