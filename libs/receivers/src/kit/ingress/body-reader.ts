import { KancaError } from '@kanca/core';
import { BodyTimeout, ClientGone } from './interruption.js';
import type { IncomingMessage } from 'node:http';

export interface BodyReaderOptions {
  readonly maxBodyBytes: number;
  readonly bodyTimeoutMs: number;
  readonly maxBufferedBytes: number;
}

const EMPTY = Buffer.alloc(0);

/** Reads bodies whole, within bounds: of one body, of all bodies in memory, and of time. */
export class BodyReader {
  private bufferedBytes = 0;

  constructor(private readonly options: BodyReaderOptions) {}

  /**
   * The bytes of the body as they came. Give them back with `release` once they are not needed any more.
   * @throws KancaError `body_too_large` (413) or `unavailable` (503)
   * @throws BodyTimeout, ClientGone
   */
  read(message: IncomingMessage): Promise<Buffer> {
    if (message.destroyed) return Promise.reject(new ClientGone());
    return new Promise((resolve, reject) => {
      this.collect(message, resolve, reject);
    });
  }

  release(body: Buffer): void {
    this.bufferedBytes -= body.length;
  }

  private collect(message: IncomingMessage, resolve: (body: Buffer) => void, reject: (error: Error) => void): void {
    const { maxBodyBytes, maxBufferedBytes, bodyTimeoutMs } = this.options;
    const chunks: Buffer[] = [];
    let bytes = 0;

    const fail = (error: Error): void => {
      stop();
      this.bufferedBytes -= bytes;
      reject(error);
    };
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      this.bufferedBytes += chunk.length;
      chunks.push(chunk);
      if (bytes > maxBodyBytes) fail(tooLarge(maxBodyBytes));
      else if (this.bufferedBytes > maxBufferedBytes) fail(overloaded());
    };
    const onEnd = (): void => {
      stop();
      resolve(chunks.length === 1 ? (chunks[0] ?? EMPTY) : Buffer.concat(chunks, bytes));
    };
    const onGone = (): void => {
      fail(new ClientGone());
    };
    const timer = setTimeout(() => {
      fail(new BodyTimeout(bodyTimeoutMs));
    }, bodyTimeoutMs);
    const stop = (): void => {
      clearTimeout(timer);
      message.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
    };
    message.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  }
}

/** For a body that is too large, or says that it will be. */
export function tooLarge(maxBodyBytes: number): KancaError {
  return new KancaError('body_too_large', `At most ${String(maxBodyBytes)} bytes are accepted.`);
}

function overloaded(): KancaError {
  return new KancaError('unavailable', 'Too many large requests are on their way: try again in a moment.', { retryAfterSeconds: 5 });
}
