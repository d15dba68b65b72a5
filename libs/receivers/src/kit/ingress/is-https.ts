import type { IncomingMessage } from 'node:http';
import type { TrustedProxies } from './trusted-proxies.js';

/** Whether the request was encrypted on its way: up to us, or up to a proxy that we trust and that says so. */
export function isHttps(message: IncomingMessage, proxies: TrustedProxies): boolean {
  if ('encrypted' in message.socket && message.socket.encrypted === true) return true;
  if (!proxies.includes(message.socket.remoteAddress)) return false;
  // A chain of proxies appends: the last word is the one of the proxy that we trust.
  // Node joins the lines of a header that came twice.
  const { 'x-forwarded-proto': words = '' } = message.headers;
  return String(words).split(',').at(-1)?.trim().toLowerCase() === 'https';
}
