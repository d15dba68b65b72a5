import { FairShares } from '../fair-shares.js';
import type { Rejection } from './rejection.js';

const MAX_WAITING = 1_000;
const MAX_BYTES = 67_108_864;
const BYTES_PER_MS = 8_389;

/**
 * Rejections that wait until they are written: at most 1,000, and 64 MiB at once. Large bodies go on at 8 MiB a second, so a flood makes the
 * database write no more than that. Both are shared, so that a flood at one tenant's source takes no place of others.
 */
export class WaitingRejections {
  private readonly places = new FairShares(MAX_WAITING);
  private readonly bytes = new FairShares(MAX_BYTES);
  private waiting: Rejection[] = [];
  private freedAt: number;

  /** @param now a clock in milliseconds */
  constructor(private readonly now: () => number) {
    this.freedAt = now();
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Whether one more of this owner may wait: a path, such as tenant, source, network. */
  hasPlace(owner: readonly string[]): boolean {
    return this.places.roomOf(owner) > 0;
  }

  /** Whether its body may be kept whole. */
  hasRoomForWhole(owner: readonly string[]): boolean {
    return this.bytes.roomOf(owner) > 0;
  }

  add(owner: readonly string[], rejection: Rejection): void {
    this.places.take(owner, 1);
    this.bytes.take(owner, rejection.body.length + (rejection.sealedRequest?.length ?? 0));
    this.waiting.push(rejection);
  }

  /** Hands over all that wait. */
  takeAll(): readonly Rejection[] {
    const taken = this.waiting;
    this.waiting = [];
    this.places.clear();
    return taken;
  }

  /** Frees what may be written by now. To be called only while nothing is being written, so that a slow database lets nothing pile up. */
  freeWritten(): void {
    const now = this.now();
    this.bytes.free(Math.max(0, now - this.freedAt) * BYTES_PER_MS);
    this.freedAt = now;
  }

  /** Leaves out the time until now, in which something was being written. */
  skip(): void {
    this.freedAt = this.now();
  }
}
