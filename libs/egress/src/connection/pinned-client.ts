import type { Socket } from 'node:net';
import { Client, type Dispatcher } from 'undici';
import { egressErrorOf } from '../request/egress-error-of.js';
import { passOverContinue, type ContinueFilter } from './unasked-continue.js';

/** The most of an answer's head that is read. */
export const MAX_HEADER_BYTES = 16_384;
const IDLE_SOCKET_MS = 4_000;
const MAX_IDLE_SOCKET_MS = 10_000;

/** Dispatch options that learn which connection carries them, and say when nobody waits for the answer any more. */
export class CarriedOptions implements Dispatcher.DispatchOptions {
  carrier: PinnedClient | undefined;
  isAbandoned = false;
  /** Whether the connection had carried a call before this one. */
  isOnUsedConnection = false;

  constructor(
    readonly path: string,
    readonly method: string,
    readonly headers: Record<string, string>,
    readonly body: Buffer | null,
    /** Never sent on a connection that was used before. */
    readonly needsFreshConnection = false,
  ) {}

  /** The same call for a second try on a connection of its own. */
  onFreshConnection(): CarriedOptions {
    return new CarriedOptions(this.path, this.method, this.headers, this.body, true);
  }
}

/** The connection of a client: being opened, or open. */
interface Link {
  opening: AbortController | null;
  socket: Socket | null;
  remoteAddress: string;
  continues: ContinueFilter | null;
  /** Calls that this connection has carried. */
  calls: number;
}

/** An undici client whose one connection comes from the guard, and that knows where it leads. */
export class PinnedClient extends Client {
  private readonly link: Link;

  constructor(origin: URL, open: (signal: AbortSignal) => Promise<Socket>) {
    const link: Link = { opening: null, socket: null, remoteAddress: '', continues: null, calls: 0 };
    super(origin, {
      pipelining: 1,
      maxHeaderSize: MAX_HEADER_BYTES,
      // The exchange has the one deadline; two more timers would only cost time.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: IDLE_SOCKET_MS,
      keepAliveMaxTimeout: MAX_IDLE_SOCKET_MS,
      connect: (_options, callback) => {
        link.opening = new AbortController();
        open(link.opening.signal).then(
          (socket) => {
            link.opening = null;
            link.socket = socket;
            link.remoteAddress = socket.remoteAddress ?? '';
            link.continues = passOverContinue(socket, MAX_HEADER_BYTES);
            link.calls = 0;
            callback(null, socket);
          },
          (error: unknown) => {
            link.opening = null;
            callback(egressErrorOf(error, origin.host), null);
          },
        );
      },
    });
    this.link = link;
  }

  /** The address of the latest connection; empty before the first. */
  get remoteAddress(): string {
    return this.link.remoteAddress;
  }

  /** The call's request goes out on the connection now. */
  begin(options: CarriedOptions): void {
    options.isOnUsedConnection = this.link.calls > 0;
    this.link.calls += 1;
    this.link.continues?.expectHead();
  }

  /** Destroys the connection under the call it carries. undici's own abort would open a new one for nobody. */
  hangUp(reason: Error): void {
    this.link.socket?.destroy(reason);
  }

  /** Stops opening the connection: the one call that waited for it does no more. */
  giveUpOpening(): void {
    this.link.opening?.abort();
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (options instanceof CarriedOptions) {
      // Overdue in the pool's queue. Aborting it here would cost a healthy connection.
      if (options.isAbandoned) return true;
      options.carrier = this;
      // A pool hands a call only to a client that is idle: undici opens a new connection when this one has closed.
      if (options.needsFreshConnection && this.link.calls > 0) this.link.socket?.destroy();
    }
    return super.dispatch(options, handler);
  }
}
