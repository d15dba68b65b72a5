import { KancaError } from '@kanca/core';
import { GrowingBody } from './growing-body.js';
import { BodyTimeout, ClientGone } from './interruption.js';
import type { IncomingMessage } from 'node:http';

export interface BodyReaderOptions {
  readonly maxBodyBytes: number;
  readonly bodyTimeoutMs: number;
  readonly maxBufferedBytes: number;
}

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
    const body = new GrowingBody();
    let isOver = false;

    const end = (): void => {
      isOver = true;
      clearTimeout(timer);
    };
    const fail = (error: Error): void => {
      end();
      this.bufferedBytes -= body.length;
      body.clear();
      reject(error);
    };
    const timer = setTimeout(() => {
      fail(new BodyTimeout(bodyTimeoutMs));
    }, bodyTimeoutMs);

    // The listeners stay: what comes after a refusal flows by and is forgotten.
    message.on('data', (chunk: Buffer) => {
      if (isOver) return;
      this.bufferedBytes += chunk.length;
      body.add(chunk);
      if (body.length > maxBodyBytes) fail(tooLarge(maxBodyBytes));
      else if (body.isCrumbs) fail(new KancaError('malformed_body', 'The body comes in crumbs: send larger chunks.'));
      else if (this.bufferedBytes > maxBufferedBytes) fail(overloaded());
    });
    message.on('end', () => {
      if (isOver) return;
      end();
      resolve(body.bytes());
    });
    // Also after an error: node tells of errors only those who listen for them.
    message.on('close', () => {
      if (!isOver) fail(new ClientGone());
    });
  }
}

/** For a body that is too large, or says that it will be. */
export function tooLarge(maxBodyBytes: number): KancaError {
  return new KancaError('body_too_large', `At most ${String(maxBodyBytes)} bytes are accepted.`);
}

function overloaded(): KancaError {
  return new KancaError('unavailable', 'Too many large requests are on their way: try again in a moment.', {
    retryAfterSeconds: 5,
  });
}
