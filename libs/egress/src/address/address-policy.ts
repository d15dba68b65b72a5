import { KancaError } from '@kanca/core';
import { blockContains, isSingleAddress, parseAddressBlock, type AddressBlock } from './address-block.js';
import { isCloudMetadata } from './cloud-metadata.js';
import { isForbiddenAddress } from './forbidden-address.js';
import { parseIpAddress, type IpAddress } from './ip-address.js';

const LOOPBACK = ['127.0.0.1', '::1'] as const;

/**
 * Which addresses may be called: the public ones, and those the operator let through.
 * A block admits its members and nothing that leads to them in another way (NAT64, 6to4, ...). A cloud's metadata service
 * is let through by name only, as an exact /32 or /128, and only when that was allowed as well: it hands out the machine's credentials.
 * @example AddressPolicy.allowing(['10.20.0.0/16']).admits('10.20.0.7') // true
 */
export class AddressPolicy {
  private constructor(
    private readonly allowed: readonly AddressBlock[],
    private readonly allowsMetadata: boolean,
  ) {}

  /**
   * @param cidrs blocks that may be called although they are private (`KANCA_EGRESS_ALLOW`)
   * @param options.metadata whether those of them that are a metadata service count (`KANCA_EGRESS_ALLOW_METADATA`)
   * @throws KancaError `invalid_request` naming every entry that is wrong
   */
  static allowing(cidrs: readonly string[], { metadata = false } = {}): AddressPolicy {
    const blocks: AddressBlock[] = [];
    const problems: { field: string; problem: string }[] = [];
    for (const [index, cidr] of cidrs.entries()) {
      try {
        blocks.push(parseAddressBlock(cidr));
      } catch (error) {
        if (!(error instanceof KancaError)) throw error;
        problems.push({ field: `egressAllow.${String(index)}`, problem: error.message });
      }
    }
    if (problems.length > 0)
      throw new KancaError('invalid_request', problems.map(({ problem }) => problem).join(' '), { problems });
    return new AddressPolicy(blocks, metadata);
  }

  /** Whether the operator let any private network through. */
  get opensPrivateNetworks(): boolean {
    return this.allowed.length > 0;
  }

  /** The loopback addresses that may be called: what `localhost` stands for under this policy. */
  get loopback(): readonly string[] {
    return LOOPBACK.filter((address) => this.admits(address));
  }

  /** Whether an address may be called. A text that is not an address may not. */
  admits(address: IpAddress | string): boolean {
    const parsed = typeof address === 'string' ? parseIpAddress(address) : address;
    if (parsed === null) return false;
    const letThrough = this.allowed.filter((block) => blockContains(block, parsed));
    if (isCloudMetadata(parsed)) return this.allowsMetadata && letThrough.some(isSingleAddress);
    return letThrough.length > 0 || !isForbiddenAddress(parsed);
  }
}
