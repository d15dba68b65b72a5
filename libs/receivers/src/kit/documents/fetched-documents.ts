import { SignatureError } from '../verify/signature-error.js';
import { RemoteDocuments } from './remote-documents.js';
import type { Clock } from '@kanca/core';
import type { GuardedClient } from '@kanca/egress';

interface Known {
  readonly document: Promise<Buffer>;
  until: number;
}

const GOOD_FOR_MS = 3_600_000;
/** A provider whose keys cannot be read is not asked again for every request that comes. */
const BAD_FOR_MS = 10_000;
const MAX_KNOWN = 200;
const MAX_BYTES = 262_144;
const DEADLINE_MS = 5_000;

/** Documents through the egress guard, each remembered for an hour, and fetched once however many requests wait for it. */
export class FetchedDocuments extends RemoteDocuments {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly client: GuardedClient,
    private readonly clock: Clock,
  ) {
    super();
  }

  read(url: string): Promise<Buffer> {
    const known = this.known.get(url);
    if (known !== undefined && known.until > this.clock.now()) return known.document;
    const entry: Known = { document: this.fetch(url), until: this.clock.now() + GOOD_FOR_MS };
    this.remember(url, entry);
    entry.document.catch(() => {
      entry.until = this.clock.now() + BAD_FOR_MS;
    });
    return entry.document;
  }

  private remember(url: string, entry: Known): void {
    this.known.delete(url);
    const [oldest] = this.known.keys();
    if (this.known.size >= MAX_KNOWN && oldest !== undefined) this.known.delete(oldest);
    this.known.set(url, entry);
  }

  private async fetch(url: string): Promise<Buffer> {
    let problem: string;
    try {
      const request = {
        url,
        method: 'GET' as const,
        headers: {},
        deadlineMs: DEADLINE_MS,
        maxResponseBytes: MAX_BYTES,
      };
      const { status, body, truncated } = await this.client.request(request);
      if (status === 200 && !truncated) return body;
      problem = truncated ? 'it is too large' : `it answered ${String(status)}`;
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    throw new SignatureError('document_unavailable', `${url} could not be read: ${problem}`);
  }
}
