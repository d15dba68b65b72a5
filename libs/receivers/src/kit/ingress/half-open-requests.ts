import { KancaError } from '@kanca/core';
import { FairShares } from '../fair-shares.js';
import { neighbourhoodOf, networkOf } from '../rejections/network-of.js';

export interface HalfOpenBounds {
  /** Requests whose body is still coming, from everywhere; their senders share it. */
  readonly maxHalfOpenRequests: number;
  /** The same from one IPv4 address, or from the first 64 bits of an IPv6 address. */
  readonly maxHalfOpenPerAddress: number;
}

/**
 * Counts requests whose body has not come yet, apart from those at work: who sends slowly may keep only himself waiting. The owner of one IPv6 site
 * has 65,536 networks, so a bound for each of them is not enough: networks, sites and regions share the places.
 */
export class HalfOpenRequests {
  private readonly places: FairShares;
  private readonly perNetwork = new Map<string, number>();

  constructor(private readonly bounds: HalfOpenBounds) {
    this.places = new FairShares(bounds.maxHalfOpenRequests);
  }

  /**
   * @param address that sends the request
   * @throws KancaError `unavailable` (503) when there are too many already
   */
  async during<T>(address: string, work: () => Promise<T>): Promise<T> {
    const [owner, network] = [neighbourhoodOf(address), networkOf(address)];
    const mine = this.perNetwork.get(network) ?? 0;
    if (this.places.roomOf(owner) < 1 || mine >= this.bounds.maxHalfOpenPerAddress)
      throw new KancaError(
        'unavailable',
        'Too many requests wait for their bodies: send the body at once, and try again.',
        {
          retryAfterSeconds: 5,
        },
      );
    this.places.take(owner, 1);
    this.perNetwork.set(network, mine + 1);
    try {
      return await work();
    } finally {
      this.places.giveBack(owner, 1);
      const left = (this.perNetwork.get(network) ?? 1) - 1;
      if (left === 0) this.perNetwork.delete(network);
      else this.perNetwork.set(network, left);
    }
  }
}
