import { SystemClock } from '@kanca/core';
import { AddressPolicy, DestinationPolicy, GuardedClient } from '@kanca/egress';
import { FetchedDocuments, RemoteDocuments } from '@kanca/receivers';

/** Calls public addresses only. */
export function publicClient(): GuardedClient {
  return new GuardedClient({ policy: new DestinationPolicy({ addresses: AddressPolicy.allowing([]) }) });
}

/**
 * The certificates and key sets that a receiver may need: those of the settings file when it has `certificates` (by address, or one set
 * of keys by their ids), so that an old request can be judged offline; else fetched.
 */
export function documentsOf(config: Readonly<Record<string, unknown>>, client: GuardedClient): RemoteDocuments {
  const given = config['certificates'];
  if (typeof given !== 'object' || given === null) return new FetchedDocuments(client, new SystemClock());
  return new GivenDocuments(given as Readonly<Record<string, unknown>>);
}

class GivenDocuments extends RemoteDocuments {
  constructor(private readonly given: Readonly<Record<string, unknown>>) {
    super();
  }

  read(url: string): Promise<Buffer> {
    const document = this.given[url] ?? this.given;
    return Promise.resolve(Buffer.from(typeof document === 'string' ? document : JSON.stringify(document)));
  }
}
