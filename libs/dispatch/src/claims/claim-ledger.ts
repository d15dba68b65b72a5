const PROCESS_DIGITS = 8;

interface OpenClaim {
  readonly claimId: string;
  readonly consumerId: string;
  /** Numbers of the attempts that run, by the UUIDs of their deliveries. */
  readonly running: Map<string, number>;
  /** Attempts that ended but are not written down yet. Their deliveries stay claimed; they no longer count against the consumer's concurrency. */
  readonly completing: Map<string, number>;
  /** When it was made or prolonged, on the clock of this process. */
  claimedAt: number;
  /** Claimed when its event was stored: the database is asked about it, for a claim may be made before this process hears of it. */
  readonly atBirth: boolean;
  /** It holds an attempt of which nobody here knows the end: it must stay until it expires. */
  isDoubtful: boolean;
}

/** A worker's part of a claim: its deliveries to one consumer. */
export type ClaimPart = Pick<OpenClaim, 'claimId' | 'consumerId'>;

export interface ClaimedHere {
  readonly deliveryIds: readonly string[];
  /** Of the attempts. */
  readonly numbers: readonly number[];
  readonly consumerIds: readonly string[];
  /** How many of each consumer run. */
  readonly counts: readonly number[];
}

/**
 * What this process has claimed and not completed yet. It spares the database to look that up with every claim, and tells when a claim
 * can be cleared away. What is missing here costs time and nothing else: a claim that nobody clears away expires.
 */
export class ClaimLedger {
  /** By claim, then by consumer. */
  private readonly open = new Map<string, Map<string, OpenClaim>>();
  private endedClaims: ClaimPart[] = [];
  private id: string;
  /** Under which deliveries are claimed at birth. */
  readonly birthWorker: string;
  /** The last eight digits of every name under which this process claims: its session with the database stands for it, see `workerSession`. */
  readonly process: string;

  /** @param newId makes a UUID */
  constructor(private readonly newId: () => string) {
    this.process = newId().slice(-PROCESS_DIGITS);
    this.id = this.newWorker();
    this.birthWorker = this.newWorker();
  }

  /** Under which this process claims. */
  get worker(): string {
    return this.id;
  }

  took(claimId: string, consumerId: string, deliveryId: string, attempt: number, atBirth = false): void {
    let parts = this.open.get(claimId);
    if (parts === undefined) {
      parts = new Map();
      this.open.set(claimId, parts);
    }
    const claim = parts.get(consumerId);
    if (claim === undefined)
      parts.set(consumerId, {
        claimId,
        consumerId,
        running: new Map([[deliveryId, attempt]]),
        completing: new Map(),
        claimedAt: performance.now(),
        atBirth,
        isDoubtful: false,
      });
    else claim.running.set(deliveryId, attempt);
  }

  /** Its attempt is over and about to be completed: its consumer has room for another from now on. */
  ended(claimId: string, consumerId: string, deliveryId: string): void {
    const claim = this.open.get(claimId)?.get(consumerId);
    const number = claim?.running.get(deliveryId);
    if (claim === undefined || number === undefined) return;
    claim.running.delete(deliveryId);
    claim.completing.set(deliveryId, number);
  }

  /** After the verdict is on the disk: until then the claim keeps others from the delivery. */
  completed(claimId: string, consumerId: string, deliveryId: string): void {
    const claim = this.open.get(claimId)?.get(consumerId);
    if (claim !== undefined && this.remove(claim, deliveryId) && !claim.isDoubtful) this.endedClaims.push(claim);
  }

  /**
   * Nobody here will complete it, or whether it was completed never became known: its claim expires. From now on this process claims under
   * another name, so that what it claimed before is looked up like that of any other worker.
   */
  lost(claimId: string, consumerId: string, deliveryId: string): void {
    const claim = this.open.get(claimId)?.get(consumerId);
    if (claim !== undefined) {
      claim.isDoubtful = true;
      this.remove(claim, deliveryId);
    }
    this.distrust();
  }

  /** The answer to a claim never came, so what the database holds of ours is not known here: see `lost`. */
  distrust(): void {
    this.id = this.newWorker();
  }

  /** The attempts that were claimed here as usual and are not completed, as two columns; and how many of each consumer run, as two more. */
  claimed(): ClaimedHere {
    const deliveryIds: string[] = [];
    const numbers: number[] = [];
    const byConsumer = new Map<string, number>();
    for (const { consumerId, running, completing, atBirth } of this.parts()) {
      if (atBirth) continue;
      byConsumer.set(consumerId, (byConsumer.get(consumerId) ?? 0) + running.size);
      for (const attempts of [running, completing])
        for (const [deliveryId, number] of attempts) {
          deliveryIds.push(deliveryId);
          numbers.push(number);
        }
    }
    return { deliveryIds, numbers, consumerIds: [...byConsumer.keys()], counts: [...byConsumer.values()] };
  }

  /** The claims that are older than `ageMs`; from now on they count as prolonged. */
  takeOlderThan(ageMs: number): readonly ClaimPart[] {
    const now = performance.now();
    const old = [...this.parts()].filter(({ claimedAt }) => now - claimedAt >= ageMs);
    for (const claim of old) claim.claimedAt = now;
    return old;
  }

  private newWorker(): string {
    return this.newId().slice(0, -PROCESS_DIGITS) + this.process;
  }

  /** The claims that have ended since the last call. */
  takeEnded(): readonly ClaimPart[] {
    const { endedClaims: ended } = this;
    this.endedClaims = [];
    return ended;
  }

  /** They could not be cleared away this time. */
  giveBack(ended: readonly ClaimPart[]): void {
    this.endedClaims.push(...ended);
  }

  private *parts(): Generator<OpenClaim> {
    for (const parts of this.open.values()) yield* parts.values();
  }

  /** @returns whether that was the last of the claim's part */
  private remove(claim: OpenClaim, deliveryId: string): boolean {
    if (!claim.running.delete(deliveryId)) claim.completing.delete(deliveryId);
    if (claim.running.size + claim.completing.size > 0) return false;
    const parts = this.open.get(claim.claimId);
    const isLast = parts?.delete(claim.consumerId) === true;
    if (parts?.size === 0) this.open.delete(claim.claimId);
    return isLast;
  }
}
