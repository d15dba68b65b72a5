import { createServer } from 'node:net';
import type { Randomness } from '@kanca/core';

/**
 * Below the range that systems give to outgoing connections, so that none of those takes the port while the server restarts.
 */
const LOWEST = 15_000;
const HIGHEST = 32_000;

/** A TCP port of 127.0.0.1 that nobody uses now. */
export async function freePort(randomness: Randomness): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(randomness.unit() * (HIGHEST - LOWEST));
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
