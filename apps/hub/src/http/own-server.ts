import { once } from 'node:events';
import { type Server, request as httpRequest, type IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { KancaError, type InboundRequest } from '@kanca/core';
import type { TestKey } from '@kanca/receivers';

export interface DoorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What one test call is judged by where the source holds nothing that could sign. */
type TestProof = Extract<TestKey, { kind: 'made' }>['proof'];

const MAX_WAIT_MS = 10_000;

/**
 * Sends a request to the hub's own server over a pair of streams instead of a socket: it takes the whole way of a real
 * request, parser included, and nothing leaves the process.
 */
export class OwnServer {
  private server: Server | null = null;
  /**
   * By the very connection that the call goes through. Only this class makes such a connection, and no byte of a request can make
   * another one pass for it: that is how a test call is told from a request from outside.
   */
  private readonly proofs = new WeakMap<Duplex, TestProof>();

  open(server: Server): void {
    this.server = server;
  }

  /** What a request is judged by that came through a connection of this class; handed out once, and undefined for any other. */
  takeProof(connection: Duplex): TestProof | undefined {
    const proof = this.proofs.get(connection);
    this.proofs.delete(connection);
    return proof;
  }

  /** @param proof where the source holds nothing that could sign: good for this one request, and then for nothing */
  async send({ method, url, headers, body }: InboundRequest, proof?: TestProof): Promise<DoorAnswer> {
    const { server } = this;
    if (server === null)
      throw new KancaError('unavailable', 'This process has no ingest role, so it cannot test a source.');
    const [inside, outside] = streamPair();
    if (proof !== undefined) this.proofs.set(inside, proof);
    // It never leaves the process, which is as good as TLS where HTTPS is required.
    server.emit('connection', Object.assign(inside, { encrypted: true }));
    const outgoing = httpRequest({
      method,
      path: url,
      headers: { ...headers, host: 'localhost', 'content-length': String(body.length), connection: 'close' },
      createConnection: () => outside,
      signal: AbortSignal.timeout(MAX_WAIT_MS),
    });
    outgoing.end(body);
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(Buffer.from(chunk as Uint8Array));
    return {
      status: answer.statusCode ?? 0,
      headers: Object.fromEntries(
        Object.entries(answer.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : (value ?? ''),
        ]),
      ),
      body: Buffer.concat(chunks).toString('utf8'),
    };
  }
}

/** Two streams: bytes that are written to one can be read from the other. */
function streamPair(): [Duplex, Duplex] {
  const sides: Duplex[] = [];
  const side = (other: () => Duplex | undefined): Duplex =>
    new Duplex({
      read: () => undefined,
      write: (chunk, _encoding, done) => {
        other()?.push(chunk);
        done();
      },
      final: (done) => {
        other()?.push(null);
        done();
      },
    });
  const first = side(() => sides[1]);
  const second = side(() => sides[0]);
  sides.push(first, second);
  return [first, second];
}
