import { isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';
import type { TrustedProxies } from './trusted-proxies.js';

/**
 * The address that sent a request: its peer, or the one that trusted proxies name in `X-Forwarded-For`. Each proxy appends its own peer, on the
 * same line or on a further one, some with a port. So the words are read from the right, and the first that is no trusted proxy counts; a
 * word that is no address ends the search: the words to the left of it were not written by a trusted proxy.
 */
export function senderAddress(message: IncomingMessage, proxies: TrustedProxies): string {
  const { remoteAddress = 'unknown' } = message.socket;
  let sender = remoteAddress;
  for (const word of forwardedFor(message).reverse()) {
    if (!proxies.includes(sender)) return sender;
    const named = bareAddress(word.trim());
    if (named === null) return sender;
    sender = named;
  }
  return sender;
}

/** Node joins the lines of this header with a comma. */
function forwardedFor({ headers }: IncomingMessage): string[] {
  const { 'x-forwarded-for': words = '' } = headers;
  return (Array.isArray(words) ? words.join(',') : words).split(',');
}

/** @example bareAddress('[2001:db8::1]:443') // '2001:db8::1' */
function bareAddress(word: string): string | null {
  const [, inBrackets] = /^\[([^\]]*)\](?::\d+)?$/.exec(word) ?? [];
  const address = inBrackets ?? (/^[\d.]+:\d+$/.test(word) ? word.slice(0, word.indexOf(':')) : word);
  return isIP(address) === 0 ? null : address;
}
