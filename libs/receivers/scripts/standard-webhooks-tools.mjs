// What the vectors of providers share that sign by Standard Webhooks, with the headers' names as they are or as Svix has them.
import { createHmac } from 'node:crypto';
import { JSON_TYPE, NOW_SECONDS, vector } from './vector-tools.mjs';

export const MESSAGE_ID = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';

/** @param prefix `webhook` or `svix` */
export function standardVectors({ secret, by, prefix = 'webhook' }) {
  const v1 = (body, key = secret) =>
    `v1,${createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
      .update(`${MESSAGE_ID}.${NOW_SECONDS}.${body}`)
      .digest('base64')}`;
  const signed = (name, payload, event, { body = JSON.stringify(payload), signature = v1(body), ...more } = {}) => {
    const headers = {
      'content-type': JSON_TYPE,
      [`${prefix}-id`]: MESSAGE_ID,
      [`${prefix}-timestamp`]: String(NOW_SECONDS),
      [`${prefix}-signature`]: signature,
    };
    return vector({ name, origin: 'own', by, headers, body, config: { secret }, expect: { events: [event] }, ...more });
  };
  return { signed, v1 };
}
