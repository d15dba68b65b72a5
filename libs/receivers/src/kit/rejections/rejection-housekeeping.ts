import { Clock, Observer } from '@kanca/core';
import { Inject, Injectable } from '@nestjs/common';
import { RECEIVERS_OPTIONS, type ReceiversOptions } from '../receivers-options.js';
import { KnownNetworks } from './known-networks.js';
import { RejectionLog } from './rejection-log.js';

const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;
const DEFAULT_RETENTION_DAYS = 30;
/** Longer than a source that is called once a quarter rests. */
const KNOWN_NETWORK_DAYS = 120;

/** Forgets what was refused longer ago than the retention, and networks that sent nothing for 120 days. Safe to run in any number of processes at once. */
@Injectable()
export class RejectionHousekeeping {
  private timer: NodeJS.Timeout | undefined;
  private readonly retentionDays: number;

  constructor(
    private readonly rejections: RejectionLog,
    private readonly networks: KnownNetworks,
    private readonly clock: Clock,
    private readonly observer: Observer,
    @Inject(RECEIVERS_OPTIONS) { retentionDays = DEFAULT_RETENTION_DAYS }: ReceiversOptions,
  ) {
    this.retentionDays = retentionDays;
  }

  start(): void {
    this.timer ??= setInterval(() => void this.run(), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  async run(): Promise<void> {
    try {
      await this.rejections.prune(new Date(this.clock.now() - this.retentionDays * DAY_MS));
      await this.networks.forget(new Date(this.clock.now() - KNOWN_NETWORK_DAYS * DAY_MS));
    } catch (error) {
      this.observer.faulted('forgetting old rejections', error);
    }
  }
}
