import { createServer, type RequestListener, type Server } from 'node:http';
import { duplexPair, type Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { Wire } from './wire.js';

/** After that long with neither an answer nor more bytes, the client hangs up. */
const PATIENCE_MS = 200;

/** Node's own HTTP server, parser and all, with a pipe in memory where a socket would be. One request at a time. */
export class SocketlessServer {
  private readonly server: Server;
  private answered = (): void => undefined;

  constructor(listener: RequestListener) {
    this.server = createServer((message, response) => {
      response.once('close', () => {
        this.answered();
      });
      listener(message, response);
    });
  }

  /** What came back, head and all; empty when the server hung up without a word. */
  async answerTo({ bytes, isCut }: Wire): Promise<string> {
    const [client, end] = duplexPair();
    const heard: Buffer[] = [];
    const over = new Promise<void>((resolve) => {
      this.answered = resolve;
      client.on('end', resolve);
      // Node's pairs do not tell one side that the other was destroyed.
      end.on('close', resolve);
    });
    client.on('data', (chunk: Buffer) => heard.push(chunk));
    this.server.emit('connection', end);
    if (isCut) client.end(bytes);
    else client.write(bytes);
    const impatience = setTimeout(() => client.end(), PATIENCE_MS);
    await over;
    clearTimeout(impatience);
    await turn();
    hangUp(client);
    hangUp(end);
    return Buffer.concat(heard).toString('latin1');
  }
}

function hangUp(stream: Duplex): void {
  stream.on('error', () => undefined);
  stream.destroy();
}
