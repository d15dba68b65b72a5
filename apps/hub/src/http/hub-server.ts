import { createServer, type RequestListener, type Server } from 'node:http';
import { originForm, type Ingress } from '@kanca/receivers';
import type { OwnServer } from './own-server.js';

const KEEP_ALIVE_MS = 72_000;
/** Node drops further headers without a word; the ingress refuses from 256 on, and node's 16 KiB of headers bound both. */
const MAX_HEADERS = 1_000;

/** What node's parser refuses, by its code; all else is a 400. */
const STATUS_OF_ERROR: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  // The preface of HTTP/2 with prior knowledge. A proxy in front of the hub speaks HTTP/2 to clients, and HTTP/1.1 to the hub.
  HPE_PAUSED_H2_UPGRADE: '505 HTTP Version Not Supported',
};

/**
 * One node server for both: requests from providers go to the ingress as they come off the wire, all others to Fastify.
 * Going through Fastify and Nest would cost the ingress half of its speed.
 */
export class HubServer {
  /** Set once the application is wired; null in a process without the ingest role. */
  ingress: Ingress | null = null;
  /** Where the test calls of this process come from. */
  own: OwnServer | null = null;

  create(app: RequestListener): Server {
    const server = createServer((request, response) => {
      if (this.ingress?.matches(request.url ?? '') === true) {
        const proof = this.own?.takeProof(request.socket);
        if (proof === undefined) void this.ingress.handle(request, response);
        else void this.ingress.handleTest(request, response, proof);
      } else {
        // A client that believes it talks to a proxy sends the whole URL, and a base URL may end in a slash.
        request.url = originForm(request.url ?? '/').replace(/^\/{2,}/, '/');
        app(request, response);
      }
    });
    // What is no HTTP gets an answer that is, when there is still somebody to read it.
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
      else
        socket.end(
          `HTTP/1.1 ${STATUS_OF_ERROR[error.code ?? ''] ?? '400 Bad Request'}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
        );
    });
    // Longer than the idle time of the usual load balancers, which would otherwise reuse a connection that just closed.
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.headersTimeout = 20_000;
    // The ingress has a deadline of its own for bodies.
    server.requestTimeout = 60_000;
    server.maxConnections = 20_000;
    server.maxHeadersCount = MAX_HEADERS;
    return server;
  }
}
