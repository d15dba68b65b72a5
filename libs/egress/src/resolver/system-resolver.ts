import { Resolver as NameServers } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { readHosts } from './hosts-file.js';
import { isLocalName, LocalNames } from './local-names.js';
import { namesToTry, readSearchList, type SearchList } from './search-list.js';
import { Resolver } from './resolver.js';

/** Hosts file and resolv.conf are read again after this time: containers and laptops change networks. */
const CONFIGURATION_AGE_MS = 10_000;
/** Of the first try; the second waits twice as long. */
const TRY_MS = 1_000;
const TRIES = 2;
/** Codes of c-ares for a name that does not exist, or that has no address of the family. */
const NO_ADDRESS: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA']);

/** Where a test has other files and name servers than the machine. */
export interface SystemResolverOptions {
  readonly hostsFile?: string;
  readonly resolvConf?: string;
  /** @example ['127.0.0.1:5353'] */
  readonly servers?: readonly string[];
}

interface Configuration {
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  readonly searchList: SearchList;
  readonly servers: NameServers;
}

/**
 * Resolves names as the machine is set up: hosts file, search domains, name servers.
 *
 * It does not ask the operating system (`getaddrinfo`) for names of the DNS. libuv runs at most two such questions at a time and cannot end one,
 * so that two names whose server is silent stop the deliveries of all tenants for 10 s and more. c-ares asks over sockets: a question that
 * is not answered holds nothing.
 */
export class SystemResolver extends Resolver {
  private readonly underWay = new Map<string, Promise<readonly string[]>>();
  private readonly localNames = new LocalNames();
  private configuration: Promise<Configuration> | undefined;
  private staleAt = 0;

  constructor(private readonly options: SystemResolverOptions = {}) {
    super();
  }

  /** Calls for the same name share one question. */
  resolve(hostname: string): Promise<readonly string[]> {
    const shared = this.underWay.get(hostname);
    if (shared !== undefined) return shared;
    const fresh = this.ask(hostname).finally(() => this.underWay.delete(hostname));
    this.underWay.set(hostname, fresh);
    return fresh;
  }

  private async ask(hostname: string): Promise<readonly string[]> {
    const { hosts, searchList, servers } = await this.currentConfiguration();
    const listed = hosts.get(hostname);
    if (listed !== undefined) return listed;
    let failure: unknown;
    for (const name of namesToTry(hostname, searchList))
      try {
        return await addressesOf(name, servers);
      } catch (error) {
        failure ??= error;
        if (!NO_ADDRESS.has(codeOf(error))) throw error;
      }
    if (isLocalName(hostname)) return this.localNames.resolve(hostname);
    throw failure;
  }

  private currentConfiguration(): Promise<Configuration> {
    const now = performance.now();
    if (this.configuration === undefined || now >= this.staleAt) {
      this.staleAt = now + CONFIGURATION_AGE_MS;
      this.configuration = readConfiguration(this.options);
    }
    return this.configuration;
  }
}

async function readConfiguration(options: SystemResolverOptions): Promise<Configuration> {
  const [hosts, resolvConf] = await Promise.all([
    textOf(options.hostsFile ?? hostsFileOfSystem()),
    textOf(options.resolvConf ?? '/etc/resolv.conf'),
  ]);
  const servers = new NameServers({ timeout: TRY_MS, tries: TRIES });
  if (options.servers !== undefined) servers.setServers(options.servers);
  return { hosts: readHosts(hosts), searchList: readSearchList(resolvConf), servers };
}

function hostsFileOfSystem(): string {
  const { SystemRoot: windows } = process.env;
  return windows === undefined ? '/etc/hosts' : path.join(windows, 'System32', 'drivers', 'etc', 'hosts');
}

/** A file that cannot be read says nothing: Windows has no resolv.conf, and a small container has no hosts file. */
async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}

/** Both families are asked at once. One that is not answered is left out: the other may be enough. */
async function addressesOf(name: string, servers: NameServers): Promise<readonly string[]> {
  const [four, six] = await Promise.allSettled([servers.resolve4(name), servers.resolve6(name)]);
  const fours = four.status === 'fulfilled' ? four.value : [];
  const sixes = six.status === 'fulfilled' ? six.value : [];
  if (fours.length + sixes.length > 0) return reachesIpv6() ? [...sixes, ...fours] : [...fours, ...sixes];
  const failures = [four, six].flatMap((answer) =>
    answer.status === 'rejected' && answer.reason instanceof Error ? [answer.reason] : [],
  );
  throw failures.find((failure) => !NO_ADDRESS.has(codeOf(failure))) ?? failures[0] ?? new Error('it has no address');
}

/** Whether this machine has an address that IPv6 of the internet could answer to (RFC 6724: otherwise IPv4 is preferred). */
function reachesIpv6(): boolean {
  const addresses = Object.values(networkInterfaces()).flatMap((of) => of ?? []);
  return addresses.some(({ family, address, internal }) => family === 'IPv6' && !internal && /^[23]/.test(address));
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
