import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { senderAddress } from './sender-address.js';
import { TrustedProxies } from './trusted-proxies.js';

const PROXY = '10.0.0.1';
const proxies = new TrustedProxies(['10.0.0.0/8']);

describe('senderAddress', () => {
  it.each([
    ['nobody names another', undefined, PROXY],
    ['a proxy names its peer', '203.0.113.7', '203.0.113.7'],
    ['a client claims another before it', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['two trusted proxies follow each other', '203.0.113.7, 10.0.0.2', '203.0.113.7'],
    ['all of them are trusted', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['a port follows', '203.0.113.7:51234', '203.0.113.7'],
    ['brackets and a port follow', '[2001:db8::7]:443', '2001:db8::7'],
    ['the address is IPv6', '2001:db8::7', '2001:db8::7'],
    ['the word is no address', 'unknown', PROXY],
    ['a trusted proxy follows a word that is none', 'unknown, 10.0.0.2', '10.0.0.2'],
  ])('when %s', (_when, header, sender) => {
    expect(senderAddress(messageFrom(PROXY, header), proxies)).toBe(sender);
  });

  it('believes no header of a peer that is not trusted', () => {
    expect(senderAddress(messageFrom('198.51.100.9', '203.0.113.7'), proxies)).toBe('198.51.100.9');
  });
});

function messageFrom(peer: string, forwardedFor: string | undefined): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  const message = new IncomingMessage(socket);
  if (forwardedFor !== undefined) message.headers['x-forwarded-for'] = forwardedFor;
  return message;
}
