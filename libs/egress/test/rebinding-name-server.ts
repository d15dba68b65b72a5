import { createSocket, type Socket } from 'node:dgram';
import { Resolver as DnsResolver } from 'node:dns/promises';
import { once } from 'node:events';
import { Resolver } from '../src/resolver/resolver.js';

const HEADER_BYTES = 12;
const TYPE_A = 1;

/** A real name server on loopback, under the attacker's control: gives the scripted addresses in turn, for no time at all (TTL 0). */
export class RebindingNameServer {
  asked = 0;

  private constructor(
    private readonly socket: Socket,
    private readonly answers: readonly string[],
  ) {
    socket.on('message', (query, { address, port }) => {
      socket.send(this.answer(query), port, address);
    });
  }

  static async start(answers: readonly string[]): Promise<RebindingNameServer> {
    const socket = createSocket('udp4');
    const listening = once(socket, 'listening');
    socket.bind(0, '127.0.0.1');
    await listening;
    return new RebindingNameServer(socket, answers);
  }

  /** Asks this server, and nobody else. */
  resolver(): Resolver {
    return new AskingResolver(`127.0.0.1:${String(this.socket.address().port)}`);
  }

  async close(): Promise<void> {
    const closed = once(this.socket, 'close');
    this.socket.close();
    await closed;
  }

  private answer(query: Buffer): Buffer {
    let end = HEADER_BYTES;
    while ((query[end] ?? 0) !== 0) end += (query[end] ?? 0) + 1;
    const question = query.subarray(HEADER_BYTES, end + 5);
    const isA = query.readUInt16BE(end + 1) === TYPE_A;
    const head = Buffer.alloc(HEADER_BYTES);
    query.copy(head, 0, 0, 2);
    // A response, with recursion: one question, and an answer unless it asks for something other than A.
    head.writeUInt16BE(0x8180, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(isA ? 1 : 0, 6);
    if (!isA) return Buffer.concat([head, question]);
    const address = this.answers[this.asked % this.answers.length] ?? '';
    this.asked += 1;
    const record = Buffer.from([
      0xc0,
      HEADER_BYTES,
      0,
      TYPE_A,
      0,
      1,
      0,
      0,
      0,
      0,
      0,
      4,
      ...address.split('.').map(Number),
    ]);
    return Buffer.concat([head, question, record]);
  }
}

class AskingResolver extends Resolver {
  private readonly dns = new DnsResolver();

  constructor(server: string) {
    super();
    this.dns.setServers([server]);
  }

  resolve(hostname: string): Promise<readonly string[]> {
    return this.dns.resolve4(hostname);
  }
}
