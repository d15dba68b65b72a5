import { KancaError } from '@kanca/core';

export interface HalfOpenBounds {
  /** Requests whose body is still coming, from everywhere. */
  readonly maxHalfOpenRequests: number;
  /** The same from one IPv4 address, or from the first 64 bits of an IPv6 address. */
  readonly maxHalfOpenPerAddress: number;
}

/** Counts requests whose body has not come yet, apart from those at work: who sends slowly may keep only himself waiting. */
export class HalfOpenRequests {
  private total = 0;
  private readonly perAddress = new Map<string, number>();

  constructor(private readonly bounds: HalfOpenBounds) {}

  /** @throws KancaError `unavailable` (503) when there are too many already */
  async during<T>(address: string, work: () => Promise<T>): Promise<T> {
    const mine = this.perAddress.get(address) ?? 0;
    if (this.total >= this.bounds.maxHalfOpenRequests || mine >= this.bounds.maxHalfOpenPerAddress)
      throw new KancaError(
        'unavailable',
        'Too many requests wait for their bodies: send the body at once, and try again.',
        {
          retryAfterSeconds: 5,
        },
      );
    this.total++;
    this.perAddress.set(address, mine + 1);
    try {
      return await work();
    } finally {
      this.total--;
      const left = (this.perAddress.get(address) ?? 1) - 1;
      if (left === 0) this.perAddress.delete(address);
      else this.perAddress.set(address, left);
    }
  }
}
