import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { codeOf } from '../request/egress-error-of.js';
import { tlsOptionsOf, type TlsDialOptions } from './tls-options.js';
import { EgressError, type Refusal } from '../request/egress-error.js';

const KEEP_ALIVE_DELAY_MS = 60_000;

export interface DialOptions {
  /** An IP address, never a name: nothing is resolved here. */
  readonly address: string;
  readonly port: number;
  readonly tls: TlsDialOptions | null;
  readonly timeoutMs: number;
  /** Ends the attempt; has no power over a socket that was handed over. */
  readonly signal: AbortSignal;
  /** Hears of the socket before it is connected, so that it can be destroyed at any time. */
  readonly onSocket: (socket: Socket) => void;
  /** What is against the address that the socket turned out to be connected to; null when it may be called. */
  readonly refuses: (remoteAddress: string) => Refusal | null;
}

/**
 * Opens a connection to one address, encrypted and verified where asked.
 * @throws EgressError `connect`, `tls` or `blocked`; nothing stays open
 */
export function dial(options: DialOptions): Promise<Socket> {
  const { tls, timeoutMs, signal } = options;
  const where = `${options.address} port ${String(options.port)}`;
  const socket = tls === null ? dialTcp(options) : dialTls(options, tls);
  options.onSocket(socket);
  return new Promise((resolve, reject) => {
    let isShakingHands = false;
    let isOver = false;
    const settle = (outcome: Socket | EgressError): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      if (outcome instanceof EgressError) {
        socket.destroy();
        reject(outcome);
      } else resolve(outcome);
    };
    const timer = setTimeout(() => {
      settle(isShakingHands ? slowHandshake(timeoutMs, where) : unreached(timeoutMs, where));
    }, timeoutMs);
    const onAbort = (): void => {
      settle(new EgressError('connect', 'The connection was given up.', `${where}: nobody waits for it any more`));
    };
    signal.addEventListener('abort', onAbort);

    socket.once('connect', () => {
      const remote = socket.remoteAddress;
      const refusal = remote === undefined ? null : options.refuses(remote);
      if (remote === undefined || refusal !== null) settle(misled(remote, where, refusal));
      isShakingHands = tls !== null;
    });
    socket.once(tls === null ? 'connect' : 'secureConnect', () => {
      settle(socket);
    });
    // Stays for good: an error between here and the HTTP client's own listener must not end the process.
    socket.on('error', (error) => {
      if (!isOver) settle(isShakingHands ? failedHandshake(error, where) : failedConnect(error, where));
    });
    socket.once('close', () => {
      if (!isOver) settle(new EgressError('connect', 'The connection was given up.', `${where}: closed before use`));
    });
  });
}

function dialTcp({ address, port }: DialOptions): Socket {
  return connectTcp({
    host: address,
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_DELAY_MS,
  });
}

function dialTls({ address, port }: DialOptions, tls: TlsDialOptions): Socket {
  const socket = connectTls({
    host: address,
    port,
    ...tlsOptionsOf(tls),
  });
  return socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_DELAY_MS).on('session', tls.onSession);
}

function unreached(timeoutMs: number, where: string): EgressError {
  const message = `The endpoint could not be reached within ${String(timeoutMs)} ms.`;
  return new EgressError('connect', message, `${where}: no connection in time`);
}

function slowHandshake(timeoutMs: number, where: string): EgressError {
  const message = `The endpoint did not finish the TLS handshake within ${String(timeoutMs)} ms.`;
  return new EgressError('tls', message, `${where}: no handshake in time`);
}

function misled(remote: string | undefined, where: string, refusal: Refusal | null): EgressError {
  const message = 'The host of this URL may not be called: it is not on the public internet.';
  return new EgressError('blocked', message, `${where}: the socket was connected to ${remote ?? 'nothing'}`, refusal);
}

function failedConnect(error: Error, where: string): EgressError {
  const code = codeOf(error);
  const message =
    code === 'ECONNREFUSED' ? 'The endpoint refused the connection.' : 'The endpoint could not be reached.';
  return new EgressError('connect', message, `${where}: ${code}, ${error.message}`);
}

/** What became of a handshake that did not succeed. */
export function failedHandshake(error: Error, where: string): EgressError {
  const code = codeOf(error);
  const message = `The TLS handshake with the endpoint failed (${code || 'no code'}): is its certificate valid, complete and for this host?`;
  return new EgressError('tls', message, `${where}: ${code}, ${error.message}`);
}
