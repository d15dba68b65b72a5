import { once } from 'node:events';
import type { FastifyReply } from 'fastify';

export interface StreamMessage {
  readonly id?: string;
  readonly event?: string;
  /** JSON. */
  readonly data: unknown;
}

/**
 * Server-sent events (WHATWG HTML, section 9.2) on a request of Fastify, which has nothing to do with it any more. What the other side does
 * not read is not piled up here: `send` waits for it, and `post` is for those who look at `isBusy`.
 */
export class EventStream {
  readonly #closed = new AbortController();

  private constructor(private readonly response: FastifyReply['raw']) {
    response.on('close', () => {
      this.#closed.abort();
    });
    response.on('error', () => {
      this.#closed.abort();
    });
  }

  static open(reply: FastifyReply): EventStream {
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // For proxies that would wait for the end.
      'x-accel-buffering': 'no',
    });
    reply.raw.flushHeaders();
    return new EventStream(reply.raw);
  }

  isClosed(): boolean {
    return this.#closed.signal.aborted;
  }

  /** Aborted when the other side is gone. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  async send({ id, event, data }: StreamMessage): Promise<void> {
    const lines = [
      ...(id === undefined ? [] : [`id: ${oneLine(id)}`]),
      ...(event === undefined ? [] : [`event: ${oneLine(event)}`]),
      `data: ${JSON.stringify(data)}`,
    ];
    await this.write(`${lines.join('\n')}\n\n`);
  }

  /** Whether bytes of an earlier message still wait for the other side to read. */
  get isBusy(): boolean {
    return this.response.writableLength > 0;
  }

  /** Writes a message without waiting: for those who look at `isBusy` first. `json` is written as it is and has no line break. */
  post({ id, event, json }: { readonly id: string; readonly event: string; readonly json: string }): void {
    if (!this.isClosed()) this.response.write(`id: ${oneLine(id)}\nevent: ${oneLine(event)}\ndata: ${json}\n\n`);
  }

  /** Closes the connection after a while, should the other side not read up to the end. */
  cut(afterMs: number): void {
    const timer = setTimeout(() => {
      this.response.destroy();
    }, afterMs).unref();
    this.response.once('close', () => {
      clearTimeout(timer);
    });
  }

  /** Keeps proxies from closing a silent stream. */
  async beat(): Promise<void> {
    await this.write(':\n\n');
  }

  end(): void {
    this.response.end();
  }

  private async write(text: string): Promise<void> {
    if (this.isClosed() || this.response.write(text)) return;
    await once(this.response, 'drain', { signal: this.closed }).catch(() => undefined);
  }
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\0]/g, ' ');
}
