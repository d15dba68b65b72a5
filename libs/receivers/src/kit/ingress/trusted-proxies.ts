import { BlockList, isIP } from 'node:net';

/** The proxies whose word about the original request counts. */
export class TrustedProxies {
  private readonly list = new BlockList();

  /**
   * @param entries addresses and CIDRs
   * @throws Error naming every entry that is neither
   */
  constructor(entries: readonly string[]) {
    const wrong = entries.filter((entry) => !this.add(entry));
    if (wrong.length > 0)
      throw new Error(
        `Trusted proxies have to be addresses or CIDRs like 10.0.0.0/8: ${wrong.join(', ')} cannot be read.`,
      );
  }

  includes(address: string | undefined): boolean {
    if (address === undefined) return false;
    // A socket that listens on IPv6 shows IPv4 peers as ::ffff:10.0.0.1.
    const plain = address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
    const family = isIP(plain);
    return family !== 0 && this.list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
  }

  private add(entry: string): boolean {
    const [address = '', bits, ...rest] = entry.trim().split('/');
    const family = isIP(address);
    if (family === 0 || rest.length > 0) return false;
    const type = family === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) {
      this.list.addAddress(address, type);
      return true;
    }
    if (!/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return false;
    this.list.addSubnet(address, Number(bits), type);
    return true;
  }
}
