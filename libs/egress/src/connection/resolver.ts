import { lookup } from 'node:dns/promises';

/** Turns a host name into all of its addresses. A port, so that tests can answer as a hostile name server would. */
export abstract class Resolver {
  /** Every address of the name, in order of preference. Rejects when it has none. */
  abstract resolve(hostname: string): Promise<readonly string[]>;
}

/**
 * The operating system's resolver (hosts file, search domains and all).
 * Each lookup holds one of libuv's few threads, so calls for the same name share one: a name server that hangs for one
 * subscriber cannot take them all.
 */
export class SystemResolver extends Resolver {
  private readonly underWay = new Map<string, Promise<readonly string[]>>();

  resolve(hostname: string): Promise<readonly string[]> {
    const shared = this.underWay.get(hostname);
    if (shared !== undefined) return shared;
    const fresh = lookupAll(hostname).finally(() => this.underWay.delete(hostname));
    this.underWay.set(hostname, fresh);
    return fresh;
  }
}

async function lookupAll(hostname: string): Promise<readonly string[]> {
  const answers = await lookup(hostname, { all: true, order: 'verbatim' });
  return answers.map(({ address }) => address);
}
