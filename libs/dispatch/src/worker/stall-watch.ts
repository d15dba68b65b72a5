import { Clock } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { QueueGauge } from '../queries/queue-gauge.js';
import { OperationalEvents } from '../operational/operational-events.js';

/** A delivery that is due waits for moments, unless too much is asked of the workers, or there are none. */
const STALLED_SECONDS = 300;

/** Tells when deliveries that are due are not made, at most once an hour, whichever replica notices. */
@Injectable()
export class StallWatch {
  constructor(
    private readonly dataSource: DataSource,
    private readonly gauge: QueueGauge,
    private readonly operational: OperationalEvents,
    private readonly clock: Clock,
  ) {}

  async look(): Promise<void> {
    const depths = await this.gauge.read();
    if (depths.oldestAgeSeconds < STALLED_SECONDS) return;
    const hour = new Date(this.clock.now()).toISOString().slice(0, 13);
    await this.operational.tell(this.dataSource.manager, {
      type: 'kanca.queue.stalled',
      tenant: 'default',
      subject: 'queue',
      // The log stores an id once, so all replicas together tell once.
      id: `kanca.queue.stalled/${hour}`,
      data: { ...depths },
    });
  }
}
