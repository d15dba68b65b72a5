import type { IncomingMessage } from 'node:http';
import type { InboundRequest } from '@kanca/core';
import type { TrustedProxies } from './trusted-proxies.js';

/** Whether the request was encrypted on its way: up to us, or up to a proxy that we trust and that says so. */
export function isHttps(message: IncomingMessage, request: InboundRequest, proxies: TrustedProxies): boolean {
  if ('encrypted' in message.socket && message.socket.encrypted === true) return true;
  if (!proxies.includes(message.socket.remoteAddress)) return false;
  // A chain of proxies appends: the last word is the one of the proxy that we trust.
  return (request.headers['x-forwarded-proto'] ?? '').split(',').at(-1)?.trim().toLowerCase() === 'https';
}
