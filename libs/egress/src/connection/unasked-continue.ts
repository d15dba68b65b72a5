import type { Socket } from 'node:net';

const CONTINUE = Buffer.from('HTTP/1.1 100');
const HEAD_END = Buffer.from('\r\n\r\n');

/** Takes every `100 Continue` out of the bytes of a connection. */
export interface ContinueFilter {
  /** A request goes out: the next bytes are the head of its answer. */
  expectHead(): void;
}

/**
 * Passes over `100 Continue` answers, which a server may send although the request did not ask for one: "a client MUST be
 * able to parse one or more 1xx responses received prior to a final response" (RFC 9110, section 15.2). undici passes over
 * 102 and 103 itself, but ends the connection at a 100.
 * @param maxHeadBytes a longer head is left to the HTTP client, which refuses it
 */
export function passOverContinue(socket: Socket, maxHeadBytes: number): ContinueFilter {
  const read = socket.read.bind(socket);
  let isAtHead = true;
  let held: Buffer = Buffer.alloc(0);

  const filtered = (chunk: Buffer): Buffer | null => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    while (beginsAlike(held)) {
      const end = held.indexOf(HEAD_END);
      if (end === -1 && held.length <= maxHeadBytes) return null;
      if (end === -1) break;
      held = held.subarray(end + HEAD_END.length);
    }
    isAtHead = false;
    const passed = held;
    held = Buffer.alloc(0);
    return passed;
  };

  socket.read = (size?: number): unknown => {
    for (;;) {
      const chunk: unknown = read(size);
      if (!isAtHead || !Buffer.isBuffer(chunk)) return chunk;
      const passed = filtered(chunk);
      if (passed !== null) return passed;
    }
  };
  return {
    expectHead: () => {
      isAtHead = true;
    },
  };
}

/** Whether these bytes are the beginning of a 100, or may still become one. */
function beginsAlike(bytes: Buffer): boolean {
  const length = Math.min(bytes.length, CONTINUE.length);
  return bytes.subarray(0, length).equals(CONTINUE.subarray(0, length));
}
