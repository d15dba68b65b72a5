import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What happens to bytes on their way to the database and back. */
export interface DatabaseProxy {
  /** The database, through the proxy. */
  readonly url: string;
  /** Ends every connection, and refuses new ones until `restore`. */
  goAway(): void;
  /** Lets new connections through again. */
  restore(): void;
  /** Every open connection falls silent for ever, and neither end hears of it; new ones work. */
  makeHole(): void;
  /** No connection carries anything until `restore`, new ones neither. */
  freeze(): void;
  /** Everything takes that much longer, in each direction; 0 to go on as before. */
  delay(ms: number): void;
  /** Ends every connection; new ones work. */
  cutAll(): void;
  /** Ends the next connection that sends a statement with this text in it as soon as the database has answered it: before the answer is seen. */
  cutAfter(text: string): Promise<void>;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  isDead: boolean;
}

/** A line to PostgreSQL that a test can damage. Loopback on both sides. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const pairs = new Set<Pair>();
  let isAway = false;
  let isFrozen = false;
  let delayMs = 0;
  /** In order, for timers of equal length end in the order in which they began. */
  const pass = (to: Socket, bytes: Buffer): void => {
    if (delayMs === 0) to.write(bytes);
    else
      setTimeout(() => {
        if (!to.destroyed) to.write(bytes);
      }, delayMs);
  };
  let trap: { readonly text: string; readonly sprung: () => void } | null = null;

  const listener = createServer((client) => {
    if (isAway) {
      client.destroy();
      return;
    }
    const server = connect(Number(target.port || 5432), target.hostname);
    const pair: Pair = { client, server, isDead: false };
    let isTrapped: (() => void) | null = null;
    pairs.add(pair);
    const end = (): void => {
      if (pair.isDead) return;
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    client.on('data', (bytes) => {
      if (trap !== null && bytes.includes(trap.text)) {
        isTrapped = trap.sprung;
        trap = null;
      }
      if (!pair.isDead) pass(server, bytes);
    });
    server.on('data', (bytes) => {
      if (isTrapped !== null) {
        isTrapped();
        end();
      } else if (!pair.isDead) pass(client, bytes);
    });
    if (isFrozen) client.pause();
    for (const socket of [client, server]) {
      socket.on('error', () => undefined);
      socket.on('close', end);
    }
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  const cutAll = (): void => {
    for (const { client, server } of [...pairs]) {
      client.destroy();
      server.destroy();
    }
  };
  return {
    url: url.href,
    goAway: () => {
      isAway = true;
      cutAll();
    },
    restore: () => {
      isAway = false;
      isFrozen = false;
      for (const { client, server } of pairs) {
        client.resume();
        server.resume();
      }
    },
    makeHole: () => {
      for (const pair of pairs) pair.isDead = true;
    },
    freeze: () => {
      isFrozen = true;
      for (const { client, server } of pairs) {
        client.pause();
        server.pause();
      }
    },
    delay: (ms) => {
      delayMs = ms;
      // What was under way with the longer delay must not be overtaken.
      if (ms === 0) cutAll();
    },
    cutAll,
    cutAfter: (text) =>
      new Promise((resolve) => {
        trap = { text, sprung: resolve };
      }),
    close: async () => {
      cutAll();
      listener.close();
      await once(listener, 'close');
    },
  };
}
