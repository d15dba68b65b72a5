import { TokenBuckets } from '../token-buckets.js';
import { regionOf } from './network-of.js';
import { Turns } from './turns.js';
import type { Clock } from '@kanca/core';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const KEPT_PER_SECOND = 30;
const KEPT_PER_NETWORK_AND_SECOND = 10;
const SELDOM_PER_NETWORK_AND_MINUTE = 5;
const SELDOM_PER_REGION_AND_MINUTE = 30;
const MAX_KEYS = 10_000;

/** A refusal that asks to be kept. */
export interface Asking {
  /** UUID of a source. */
  readonly sourceId: string;
  readonly isHopeless: boolean;
  readonly network: string;
  /** Whether a verified request of the same provider came from this network. */
  readonly isKnown: boolean;
}

/**
 * How many refusals are kept in a second. Each source has six lanes of 30 a second: hopeless ones and the others, and in both of them known networks,
 * networks that seldom ask, and the rest. A flood has the last lane for itself, because each network has only five turns a minute in the seldom lane,
 * and all networks of one region have 30.
 */
export class RejectionRate {
  private readonly lanes: TokenBuckets;
  private readonly ofNetworks: Turns;
  private readonly ofRegions: Turns;
  private readonly hopeless: SeldomTurns;
  private readonly mendable: SeldomTurns;

  constructor(clock: Clock) {
    this.lanes = new TokenBuckets({ perSecond: KEPT_PER_SECOND, burst: KEPT_PER_SECOND }, clock);
    // A network too many is not held back here: the lane that it shares with others does that.
    const second = { keys: MAX_KEYS, windowMs: SECOND_MS, isOpenWhenFull: true };
    this.ofNetworks = new Turns({ perKey: KEPT_PER_NETWORK_AND_SECOND, ...second }, clock);
    this.ofRegions = new Turns({ perKey: KEPT_PER_SECOND, ...second }, clock);
    this.hopeless = new SeldomTurns(clock);
    this.mendable = new SeldomTurns(clock);
  }

  /** Whether this refusal may be kept now. */
  take({ sourceId, isHopeless, network, isKnown }: Asking): boolean {
    const lane = `${sourceId}/${isHopeless ? 'hopeless' : 'mendable'}`;
    const [mine, ours] = [`${lane}/${network}`, `${lane}/${regionOf(network)}`];
    if (isKnown) return this.ofNetworks.take(mine) && this.lanes.take(`${lane}/known`) === 0;
    if (!this.ofRegions.take(ours) || !this.ofNetworks.take(mine)) return false;
    const isSeldom = (isHopeless ? this.hopeless : this.mendable).take(mine, ours);
    return (isSeldom && this.lanes.take(`${lane}/seldom`) === 0) || this.lanes.take(lane) === 0;
  }
}

/** The turns of those that ask a few times a minute. */
class SeldomTurns {
  private readonly ofNetworks: Turns;
  private readonly ofRegions: Turns;

  constructor(clock: Clock) {
    const minute = { keys: MAX_KEYS, windowMs: MINUTE_MS, isOpenWhenFull: false };
    this.ofNetworks = new Turns({ perKey: SELDOM_PER_NETWORK_AND_MINUTE, ...minute }, clock);
    this.ofRegions = new Turns({ perKey: SELDOM_PER_REGION_AND_MINUTE, ...minute }, clock);
  }

  /** The region before the network, so that one block of IPv6 addresses cannot use up the networks that are counted. */
  take(network: string, region: string): boolean {
    return this.ofNetworks.isLeft(network) && this.ofRegions.take(region) && this.ofNetworks.take(network);
  }
}
