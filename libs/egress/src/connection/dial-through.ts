import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { dial, failedHandshake, type DialOptions } from './dial.js';
import { EgressError } from '../request/egress-error.js';
import type { ProxyAddress } from '../request/proxy-address.js';
import { readHead } from './read-head.js';
import { tlsOptionsOf, type TlsDialOptions } from './tls-options.js';

const OPENED = /^HTTP\/1\.[01] 2\d\d(?: |\r)/;
const STATUS_LINE = /^HTTP\/1\.[01] \d{3}/;

/**
 * Opens a connection to one address through a proxy. The proxy is asked for the address that was judged, never for a name: it would resolve
 * that by itself, behind the guard's back. TLS is spoken with the endpoint, so the proxy sees none of it.
 * @throws EgressError `connect` or `tls`; nothing stays open
 */
export async function dialThrough(proxy: ProxyAddress, options: DialOptions): Promise<Socket> {
  const endsAt = performance.now() + options.timeoutMs;
  const left = (): number => Math.max(1, endsAt - performance.now());
  const socket = await reach(proxy, options);
  try {
    const { address, port } = options;
    const target = `${address.includes(':') ? `[${address}]` : address}:${String(port)}`;
    const authorization = proxy.authorization === null ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`;
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${authorization}\r\n`);
    const head = await readHead(socket, left(), options.signal);
    if (!OPENED.test(head)) throw notOpened(target, head);
    return options.tls === null ? socket : await secure(socket, options.tls, target, left(), options.signal);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function reach(proxy: ProxyAddress, options: DialOptions): Promise<Socket> {
  try {
    // The operator named it: it may well be in a private network.
    return await dial({ ...options, address: proxy.hostname, port: proxy.port, tls: null, refuses: () => null });
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    throw new EgressError('connect', 'The proxy of this hub could not be reached.', error.operatorDetail);
  }
}

function secure(
  socket: Socket,
  tls: TlsDialOptions,
  where: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Socket> {
  const secured = connectTls({ ...tlsOptionsOf(tls), socket }).on('session', tls.onSession);
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      settle(() => {
        secured.destroy();
        reject(failedHandshake(error, where));
      });
    };
    const timer = setTimeout(() => {
      fail(new Error('no handshake in time'));
    }, timeoutMs);
    const onAbort = (): void => {
      fail(new Error('nobody waits for it any more'));
    };
    const settle = (outcome: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      outcome();
    };
    signal.addEventListener('abort', onAbort);
    secured.once('secureConnect', () => {
      settle(() => {
        resolve(secured);
      });
    });
    // Stays for good: an error between here and the HTTP client's own listener must not end the process.
    secured.on('error', fail);
    secured.once('close', () => {
      fail(new Error('closed before use'));
    });
  });
}

function notOpened(target: string, head: string): EgressError {
  const said = STATUS_LINE.exec(head)?.[0] ?? 'no HTTP';
  return new EgressError(
    'connect',
    'The proxy of this hub did not reach the endpoint.',
    `${target}: the proxy said ${said}`,
  );
}
