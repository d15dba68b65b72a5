import { KancaError } from '@kanca/core';

/** An HTTP proxy that opens tunnels (CONNECT). */
export interface ProxyAddress {
  readonly hostname: string;
  readonly port: number;
  /** The value of `Proxy-Authorization`; null when it wants none. */
  readonly authorization: string | null;
}

const DEFAULT_PORT = 80;

/**
 * Reads the address of a proxy.
 * @example parseProxy('http://user:password@proxy.example:3128')
 * @throws KancaError `invalid_request`; the message never repeats the address, which may hold a password
 */
export function parseProxy(text: string): ProxyAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:' || url.pathname !== '/' || url.search !== '') throw noProxy();
  const hasUser = url.username !== '' || url.password !== '';
  const user = `${decoded(url.username)}:${decoded(url.password)}`;
  return {
    hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    authorization: hasUser ? `Basic ${Buffer.from(user).toString('base64')}` : null,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw noProxy();
  }
}

function noProxy(): KancaError {
  return new KancaError(
    'invalid_request',
    'The proxy is no URL of an HTTP proxy: expected one like http://proxy.example:3128, % in its password written as %25.',
  );
}
