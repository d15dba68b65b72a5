import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A real HTTP proxy on loopback that opens tunnels and remembers what it was asked. */
export class TunnelProxy {
  readonly heads: string[] = [];
  readonly open = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** @param answer sent instead of opening the tunnel */
  static async start(answer?: (socket: Socket) => void): Promise<TunnelProxy> {
    const server = createServer();
    const proxy = new TunnelProxy(server);
    server.on('connection', (socket: Socket) => {
      proxy.open.add(socket);
      socket.on('error', () => undefined).once('close', () => proxy.open.delete(socket));
      socket.once('data', (chunk: Buffer) => {
        const head = chunk.toString('latin1');
        proxy.heads.push(head);
        if (answer === undefined) tunnel(head, socket);
        else answer(socket);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The proxy does not listen.');
    return `http://127.0.0.1:${String(address.port)}`;
  }

  async close(): Promise<void> {
    const ended = once(this.server, 'close');
    this.server.close();
    for (const socket of this.open) socket.destroy();
    await ended;
  }
}

function tunnel(head: string, socket: Socket): void {
  const [, host = '', port = ''] = /^CONNECT \[?([^\]\s]+?)\]?:(\d+) /.exec(head) ?? [];
  const target = connect({ host, port: Number(port) });
  target.on('error', () => socket.destroy());
  target.once('connect', () => {
    socket.write('HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n');
    socket.pipe(target).pipe(socket);
  });
}
