import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

type Answer = (request: ReceivedRequest, response: ServerResponse) => void;

/** A real server on loopback that counts its connections and remembers what it was sent. */
export class HostileSink {
  /** Connections that are open now. */
  readonly open = new Set<Socket>();
  connections = 0;

  private constructor(
    private readonly server: Server,
    readonly host: string,
    readonly requests: readonly ReceivedRequest[],
  ) {
    server.on('connection', (socket: Socket) => {
      this.connections += 1;
      this.open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.open.delete(socket));
    });
  }

  /** Speaks HTTP, and answers as told. */
  static http(answer: Answer, host = '127.0.0.1'): Promise<HostileSink> {
    const requests: ReceivedRequest[] = [];
    const server = createHttpServer({ keepAliveTimeout: 30_000 }, receiver(answer, requests));
    return HostileSink.listen(server, host, requests);
  }

  /** Speaks HTTPS with the certificate and key of `pem`. */
  static https(pem: string, answer: Answer): Promise<HostileSink> {
    const requests: ReceivedRequest[] = [];
    const server = createHttpsServer({ key: pem, cert: pem }, receiver(answer, requests));
    return HostileSink.listen(server, '127.0.0.1', requests);
  }

  /** Answers by writing to each socket. */
  static tcp(speak: (socket: Socket) => void, host = '127.0.0.1'): Promise<HostileSink> {
    return HostileSink.listen(createTcpServer(speak), host, []);
  }

  /** A port of loopback on which nobody listens. */
  static async deadPort(): Promise<number> {
    const sink = await HostileSink.tcp(() => undefined);
    const { port } = sink;
    await sink.close();
    return port;
  }

  private static async listen(
    server: Server,
    host: string,
    requests: readonly ReceivedRequest[],
  ): Promise<HostileSink> {
    const sink = new HostileSink(server, host, requests);
    await once(server.listen(0, host), 'listening');
    return sink;
  }

  get port(): number {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The sink does not listen.');
    return address.port;
  }

  /** The address of a path on this sink, under another host name if one is given. */
  url(path = '/', host = this.host): string {
    return `http://${host}:${String(this.port)}${path}`;
  }

  /** Settles once the client has let go of every connection. */
  async deserted(): Promise<void> {
    while (this.open.size > 0) await Promise.all([...this.open].map(closed));
  }

  async close(): Promise<void> {
    const ended = once(this.server, 'close');
    this.server.close();
    for (const socket of this.open) socket.destroy();
    await ended;
  }
}

/** Not events.once(), which a reset would make reject. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => {
      resolve();
    });
  });
}

function receiver(answer: Answer, requests: ReceivedRequest[]): RequestListener {
  return (incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('error', () => undefined);
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks) };
      requests.push(request);
      answer(request, response);
    });
  };
}
