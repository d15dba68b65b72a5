import { KancaError } from '@kanca/core';
import { networkInterfaces } from 'node:os';
import { blockContains, parseAddressBlock } from '../address/address-block.js';
import { parseIpAddress, type IpAddress } from '../address/ip-address.js';
import { isLocalhostName } from './forbidden-names.js';
import { hostnameOf, portOf } from './url-parts.js';

const LOOPBACK = ['127.0.0.0/8', '::1/128'].map(parseAddressBlock);
const UNSPECIFIED = ['0.0.0.0/32', '::/128'].map(parseAddressBlock);

/**
 * Where the hub itself answers, so that it never calls itself in a circle.
 * A name counts as written, on its port. A loopback origin covers every loopback address on its port; a wildcard one
 * (`http://0.0.0.0:3000`) covers every address of this machine.
 */
export class OwnOrigins {
  private readonly hosts = new Set<string>();
  private readonly addresses = new Set<string>();
  private readonly loopbackPorts = new Set<number>();

  /**
   * @param origins URLs: the public one, and where the hub listens
   * @throws KancaError `invalid_request` when one is not a URL
   */
  constructor(origins: readonly string[]) {
    for (const origin of origins) this.add(origin);
  }

  /** Whether a host, as written in a URL, is the hub's own. */
  ownsHost(hostname: string, port: number): boolean {
    return this.hosts.has(`${hostname}:${String(port)}`) || (isLocalhostName(hostname) && this.loopbackPorts.has(port));
  }

  /** Whether an address is one the hub answers on. */
  ownsAddress(address: IpAddress, port: number): boolean {
    // Calling 0.0.0.0 reaches loopback.
    const isLocal = [...LOOPBACK, ...UNSPECIFIED].some((block) => blockContains(block, address));
    return (isLocal && this.loopbackPorts.has(port)) || this.addresses.has(addressKey(address, port));
  }

  private add(origin: string): void {
    if (!URL.canParse(origin))
      throw new KancaError(
        'invalid_request',
        `The own origin ${JSON.stringify(origin)} is not a URL: expected one like http://hub.example:3000.`,
      );
    const url = new URL(origin);
    const hostname = hostnameOf(url);
    const port = portOf(url);
    this.hosts.add(`${hostname}:${String(port)}`);
    const address = parseIpAddress(hostname);
    if (address === null) {
      if (isLocalhostName(hostname)) this.loopbackPorts.add(port);
      return;
    }
    const isWildcard = UNSPECIFIED.some((block) => blockContains(block, address));
    if (isWildcard || LOOPBACK.some((block) => blockContains(block, address))) this.loopbackPorts.add(port);
    for (const own of isWildcard ? machineAddresses() : [address]) this.addresses.add(addressKey(own, port));
  }
}

function machineAddresses(): IpAddress[] {
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .map((entry) => parseIpAddress(entry.address))
    .filter((address) => address !== null);
}

function addressKey(address: IpAddress, port: number): string {
  return `${String(address.family)}/${address.value.toString(16)}:${String(port)}`;
}
