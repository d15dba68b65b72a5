import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SunkRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly at: number;
}

export interface Sink {
  readonly url: string;
  readonly requests: SunkRequest[];
  /** What the sink does with the next requests. */
  behave(answer: (request: SunkRequest, response: ServerResponse) => void): void;
  /** Forgets what it got, and answers 204 again. */
  reset(): void;
  close(): Promise<void>;
}

/** A subscriber on loopback that does what the test says; 204 until told otherwise. */
export async function startSink(): Promise<Sink> {
  const requests: SunkRequest[] = [];
  const takeIt = (_request: SunkRequest, response: ServerResponse): void => {
    response.writeHead(204).end();
  };
  let answer = takeIt;
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request = {
        method: incoming.method ?? '',
        url: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks),
        at: Date.now(),
      };
      requests.push(request);
      answer(request, response);
    });
    response.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/hooks`,
    requests,
    behave: (next) => {
      answer = next;
    },
    reset: () => {
      requests.length = 0;
      answer = takeIt;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
