import { notify } from './notify.sql.js';
import { Clock, newUuid, Observer, Randomness } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { ClaimLedger } from '../claims/claim-ledger.js';
import { CONSUMERS_CHANNEL, DELIVERIES_CHANNEL } from './channels.js';
import { workerSession } from './worker-session.sql.js';

const NOTIFY_AT_MOST_EVERY_MS = 10;
/** As long as others leave the claims of a process that they do not see. */
const DOUBTED_MS = 3_000;

/**
 * Wakes workers when there is something to deliver: this process at once, the others by NOTIFY.
 * Nothing depends on it arriving: workers also poll.
 */
@Injectable()
export class WakeUp {
  private readonly sleepers = new Set<() => void>();
  private readonly consumerListeners = new Set<() => void>();
  private notifying: NodeJS.Timeout | null = null;
  private stopListening: (() => Promise<void>) | null = null;
  /** When the session began that stands now; null while there is none. */
  private sessionSince: number | null = null;
  /** Says whose notification it is: ours has woken this process before it was sent. */
  private readonly self: string;

  constructor(
    private readonly pool: SqlPool,
    private readonly observer: Observer,
    private readonly ledger: ClaimLedger,
    clock: Clock,
    randomness: Randomness,
  ) {
    this.self = newUuid(clock, randomness);
  }

  /** Calls `woken` whenever deliveries or consumers changed somewhere, and after every reconnect. @returns what ends that */
  onWake(woken: () => void): () => void {
    this.sleepers.add(woken);
    return () => {
      this.sleepers.delete(woken);
    };
  }

  onConsumersChanged(changed: () => void): void {
    this.consumerListeners.add(changed);
  }

  listen(): void {
    const wake = (): void => {
      this.wakeHere();
    };
    const consumersChanged = (): void => {
      for (const changed of this.consumerListeners) changed();
      this.wakeHere();
    };
    const stops = [
      this.pool.listen(
        DELIVERIES_CHANNEL,
        (sender) => {
          if (sender !== this.self) wake();
        },
        () => {
          this.sessionSince = performance.now();
          wake();
        },
        {
          session: workerSession.bind({ process: this.ledger.process }),
          onLost: () => {
            this.sessionSince = null;
          },
        },
      ),
      this.pool.listen(CONSUMERS_CHANNEL, consumersChanged, consumersChanged),
    ];
    this.stopListening = async () => {
      await Promise.all(stops.map((stop) => stop()));
    };
  }

  /**
   * Whether others see that this process lives. While they do not, they let its claims end soon; and one that looked just before the
   * session began may say so a moment after it.
   */
  get isSeen(): boolean {
    return this.sessionSince !== null && performance.now() - this.sessionSince > DOUBTED_MS;
  }

  async stop(): Promise<void> {
    if (this.notifying !== null) clearTimeout(this.notifying);
    this.notifying = null;
    await this.stopListening?.();
  }

  /** After the commit, and not inside it: a NOTIFY in the transaction makes all commits wait for each other. */
  deliveriesAdded(): void {
    this.wakeHere();
    this.notifying ??= setTimeout(() => {
      this.notifying = null;
      this.pool.run(notify, { channel: DELIVERIES_CHANNEL, payload: this.self }).catch((error: unknown) => {
        this.observer.faulted('waking the other workers', error);
      });
    }, NOTIFY_AT_MOST_EVERY_MS);
  }

  private wakeHere(): void {
    for (const wake of this.sleepers) wake();
  }
}
