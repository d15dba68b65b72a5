import { networkOf, regionOf } from './network-of.js';
import type { Source } from '../sources/source.js';

/** Says from which networks verified requests of a provider came. */
interface Networks {
  has(owner: Pick<Source, 'tenant' | 'provider'>, network: string): boolean;
}

/**
 * Who spends what strangers can make the hub spend, as a path for `FairShares`: the tenant, the source, whether a verified request came from that
 * network before, and the region (/16, /32). So a flood takes no share of what comes from where verified requests came from.
 */
export function senderOf(source: Source, address: string, networks: Networks | undefined): readonly string[] {
  const network = networkOf(address);
  const isKnown = networks?.has(source, network) === true;
  return [source.tenant, source.id, isKnown ? 'known' : 'unknown', regionOf(network)];
}
