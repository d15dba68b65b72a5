import { KancaError } from '@kanca/core';
import { FairShares } from '../fair-shares.js';
import { neighbourhoodOf } from '../rejections/network-of.js';
import { GrowingBody } from './growing-body.js';
import { BodyTimeout, ClientGone } from './interruption.js';
import type { IncomingMessage } from 'node:http';

export interface BodyReaderOptions {
  readonly maxBodyBytes: number;
  readonly bodyTimeoutMs: number;
  readonly maxBufferedBytes: number;
}

interface Settling {
  readonly resolve: (body: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Reads bodies whole, within bounds: of one body, of all bodies in memory, and of time. Senders share the memory: nobody has proved anything while a
 * body comes, and a dozen large ones that never end must not leave others without a byte.
 */
export class BodyReader {
  private readonly memory: FairShares;

  constructor(private readonly options: BodyReaderOptions) {
    this.memory = new FairShares(options.maxBufferedBytes);
  }

  /**
   * The bytes of the body as they came. Give them back with `release` once they are not needed any more.
   * @param address that sends the request
   * @throws KancaError `body_too_large` (413) or `unavailable` (503)
   * @throws BodyTimeout, ClientGone
   */
  read(address: string, message: IncomingMessage): Promise<Buffer> {
    if (message.destroyed) return Promise.reject(new ClientGone());
    return new Promise((resolve, reject) => {
      this.collect(neighbourhoodOf(address), message, { resolve, reject });
    });
  }

  /** @param address that `read` was called with */
  release(address: string, body: Buffer): void {
    if (body.length > 0) this.memory.giveBack(neighbourhoodOf(address), body.length);
  }

  private collect(owner: readonly string[], message: IncomingMessage, { resolve, reject }: Settling): void {
    const { maxBodyBytes, bodyTimeoutMs } = this.options;
    const body = new GrowingBody();
    let isOver = false;

    const end = (): void => {
      isOver = true;
      clearTimeout(timer);
    };
    const fail = (error: Error): void => {
      end();
      this.memory.giveBack(owner, body.length);
      body.clear();
      reject(error);
    };
    const timer = setTimeout(() => {
      fail(new BodyTimeout(bodyTimeoutMs));
    }, bodyTimeoutMs);

    // The listeners stay: what comes after a refusal flows by and is forgotten.
    message.on('data', (chunk: Buffer) => {
      if (isOver) return;
      const room = this.memory.roomOf(owner);
      this.memory.take(owner, chunk.length);
      body.add(chunk);
      if (body.length > maxBodyBytes) fail(tooLarge(maxBodyBytes));
      else if (body.isCrumbs) fail(new KancaError('malformed_body', 'The body comes in crumbs: send larger chunks.'));
      else if (chunk.length > room) fail(overloaded());
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
