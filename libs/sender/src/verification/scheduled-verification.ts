import { Clock, KancaError, Observer, toId } from '@kanca/core';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SenderSettings } from '../settings/sender-settings.js';
import { EndpointVerification } from './endpoint-verification.js';
import { takeDueVerifications } from './take-due-verifications.sql.js';

const EVERY_MS = 60_000;
const AT_ONCE = 10;
/** Longer than trying one endpoint ever takes, and soon enough to try one again that was away. */
const LEASE_MS = 3_600_000;

/** Verifies endpoints again when their verification has become old. Safe to run on every replica at once: each takes others. */
@Injectable()
export class ScheduledVerification implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly verification: EndpointVerification,
    private readonly settings: SenderSettings,
    private readonly observer: Observer,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.settings.scheduler) return;
    this.timer = setInterval(() => {
      this.running ??= this.run()
        .catch((error: unknown) => {
          this.observer.faulted('verifying endpoints again', error);
        })
        .finally(() => {
          this.running = null;
        });
    }, EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One round. Resolves with how many endpoints were tried. */
  async run(): Promise<number> {
    const due = await this.takeDue();
    await Promise.all(due.map((id) => this.reverify(id)));
    return due.length;
  }

  /** Ids of some that are to be verified again. Nobody else gets them until their lease is over. */
  private async takeDue(): Promise<readonly string[]> {
    const now = this.clock.now();
    const { text, values } = takeDueVerifications.bind({
      now: new Date(now),
      leasedUntil: new Date(now + LEASE_MS),
      most: AT_ONCE,
    });
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(text, [...values]);
    return rows.map(({ id }) => toId('sub', id));
  }

  private async reverify(id: string): Promise<void> {
    try {
      await this.verification.reverify(id);
    } catch (error) {
      // Removed or changed in the meantime: the change has done away with the verification.
      if (!(error instanceof KancaError)) throw error;
      this.observer.noted('an endpoint could not be verified again', { subscription: id, reason: error.message });
    }
  }
}
