import { SystemClock } from '@kanca/core';
import { AddressPolicy, DestinationPolicy, GuardedClient } from '@kanca/egress';
import { FetchedDocuments, type RemoteAnswer, type RemoteQuestion } from '@kanca/receivers';
import { RemoteDocuments } from '@kanca/receivers/kit';

/** Calls public addresses only. */
export function publicClient(): GuardedClient {
  return new GuardedClient({ policy: new DestinationPolicy({ addresses: AddressPolicy.allowing([]) }) });
}

/**
 * What a receiver may need from outside, so that an old request can be judged offline: `certificates` of the settings file are the
 * certificates and key sets (by address, or one set of keys by their ids), and `stub` what the provider's API answers (by
 * `METHOD /path`). What is not given is fetched, and asked.
 */
export function documentsOf(config: Readonly<Record<string, unknown>>, client: GuardedClient): RemoteDocuments {
  const fetched = new FetchedDocuments(client, new SystemClock());
  const certificates = recordOf(config['certificates']);
  const stub = recordOf(config['stub']);
  return certificates === null && stub === null ? fetched : new GivenDocuments(certificates, stub, fetched);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
}

class GivenDocuments extends RemoteDocuments {
  constructor(
    private readonly certificates: Readonly<Record<string, unknown>> | null,
    private readonly stub: Readonly<Record<string, unknown>> | null,
    private readonly fetched: RemoteDocuments,
  ) {
    super();
  }

  read(url: string): Promise<Buffer> {
    if (this.certificates === null) return this.fetched.read(url);
    return Promise.resolve(bytesOf(this.certificates[url] ?? this.certificates));
  }

  override ask(question: RemoteQuestion): Promise<RemoteAnswer> {
    if (this.stub === null) return this.fetched.ask(question);
    const answer = this.stub[`${question.method ?? 'POST'} ${new URL(question.url).pathname}`];
    return Promise.resolve(
      answer === undefined ? { status: 404, body: Buffer.alloc(0) } : { status: 200, body: bytesOf(answer) },
    );
  }
}

function bytesOf(document: unknown): Buffer {
  return Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
}
