import type { Socket } from 'node:net';
import { EgressError } from '../request/egress-error.js';

const MAX_HEAD_BYTES = 8_192;
const END = '\r\n\r\n';

/**
 * Reads the head of an answer off a socket, and not a byte more than it has to.
 * @throws EgressError `connect` when it does not come in time, is too long, or something follows it that nobody asked for
 */
export function readHead(socket: Socket, timeoutMs: number, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let head = '';
    const settle = (outcome: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off('readable', onReadable).off('close', onClose);
      outcome();
    };
    const fail = (why: string): void => {
      settle(() => {
        reject(new EgressError('connect', 'The proxy of this hub did not answer as a proxy does.', why));
      });
    };
    const timer = setTimeout(() => {
      fail('no answer to CONNECT in time');
    }, timeoutMs);
    const onAbort = (): void => {
      fail('nobody waits for it any more');
    };
    const onClose = (): void => {
      fail('closed before the answer to CONNECT');
    };
    const onReadable = (): void => {
      for (;;) {
        const chunk: unknown = socket.read();
        if (!Buffer.isBuffer(chunk)) return;
        head += chunk.toString('latin1');
        const end = head.indexOf(END);
        if (end === head.length - END.length && end !== -1) {
          settle(() => {
            resolve(head);
          });
          return;
        }
        // Nobody has spoken to the endpoint yet: this is not its answer.
        if (end !== -1 || head.length > MAX_HEAD_BYTES) {
          fail(end === -1 ? 'too long an answer to CONNECT' : 'bytes after the answer to CONNECT');
          return;
        }
      }
    };
    signal.addEventListener('abort', onAbort);
    socket.on('readable', onReadable).once('close', onClose);
  });
}
