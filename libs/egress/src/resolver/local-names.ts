import { lookup } from 'node:dns/promises';

/** Nobody waits longer for a name (`dnsTimeoutMs`), so a question that waited this long is not asked any more. */
const MAX_WAIT_MS = 3_000;

/** Whether a name may be known to the local network only: one word, or `.local` (multicast DNS, RFC 6762). */
export function isLocalName(hostname: string): boolean {
  return !hostname.includes('.') || hostname.endsWith('.local');
}

/**
 * Asks the operating system for names of the local network, which c-ares cannot. One question at a time: each holds a thread of libuv, and the
 * other one stays free for the rest of the process.
 */
export class LocalNames {
  private last: Promise<unknown> = Promise.resolve();

  /** @throws Error when the name has no address, or when the questions before it took too long */
  resolve(hostname: string): Promise<readonly string[]> {
    const askedAt = performance.now();
    const answer = this.last.then(async () => {
      if (performance.now() - askedAt > MAX_WAIT_MS) throw new Error('the questions before it took too long');
      const addresses = await lookup(hostname, { all: true, order: 'verbatim' });
      return addresses.map(({ address }) => address);
    });
    this.last = answer.catch(() => undefined);
    return answer;
  }
}
