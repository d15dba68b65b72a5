import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A subscriber that counts its calls by the number that the sender gave the event. */
export interface CountingSink {
  readonly url: string;
  /** Calls by number. */
  readonly calls: ReadonlyMap<number, number>;
  /** Calls that it answered with a 2xx, by number. */
  readonly accepted: ReadonlyMap<number, number>;
  close(): Promise<void>;
}

/** @param failing part of the calls that it answers with 500, from 0 to 1 */
export async function startCountingSink(failing = 0): Promise<CountingSink> {
  const calls = new Map<number, number>();
  const accepted = new Map<number, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { n } = numbered(Buffer.concat(chunks));
      calls.set(n, (calls.get(n) ?? 0) + 1);
      const isFailing = Math.random() < failing;
      if (!isFailing) accepted.set(n, (accepted.get(n) ?? 0) + 1);
      response.writeHead(isFailing ? 500 : 204).end();
    });
    response.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/hooks`,
    calls,
    accepted,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function numbered(body: Buffer): { readonly n: number } {
  const { data } = JSON.parse(body.toString()) as { data: { n: number } };
  return data;
}
