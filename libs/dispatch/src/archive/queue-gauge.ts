import { Clock } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { RUNNING } from '../postgres/verbs/running.js';

const REMEMBER_MS = 2_000;

export interface QueueDepths {
  /** Due now. */
  readonly ready: number;
  /** Due later, waiting for an earlier delivery of their key, or for an endpoint that is left alone because it failed. */
  readonly scheduled: number;
  readonly running: number;
  /** Kept back: the consumer is paused or disabled, or the delivery blocks its key until an operator decides. */
  readonly held: number;
  readonly dead: number;
  /** Emitted in somebody's transaction and not in the log yet. */
  readonly outbox: number;
  /** How long the oldest ready delivery has been due, of those that workers make; 0 when none is. */
  readonly oldestAgeSeconds: number;
}

/** How full the queue is. Walks open deliveries and dead letters only. */
@Injectable()
export class QueueGauge {
  private latest: { readonly at: number; readonly reading: Promise<QueueDepths> } | null = null;

  constructor(
    private readonly pool: SqlPool,
    private readonly clock: Clock,
  ) {}

  /** At most one reading at a time, and none older than a few seconds: many who ask cost as much as one. */
  read(): Promise<QueueDepths> {
    if (this.latest === null || this.clock.now() - this.latest.at > REMEMBER_MS) {
      const reading = this.count();
      this.latest = { at: this.clock.now(), reading };
      reading.catch(() => {
        this.latest = null;
      });
    }
    return this.latest.reading;
  }

  private async count(): Promise<QueueDepths> {
    const [row] = await this.pool.run<Record<keyof QueueDepths, string>>(
      {
        name: 'queue-depths',
        text: `
          SELECT count(*) FILTER (WHERE NOT d.runs AND c.state = 'active' AND d.due_at <= now() AND NOT t.is_spared) AS "ready",
                 count(*) FILTER (WHERE NOT d.runs AND c.state = 'active' AND NOT d.blocked
                                    AND (d.due_at > now() OR t.is_spared)) AS "scheduled",
                 count(*) FILTER (WHERE d.runs) AS "running",
                 count(*) FILTER (WHERE NOT d.runs AND (c.state <> 'active' OR d.blocked)) AS "held",
                 (SELECT count(*) FROM kanca.finished_deliveries WHERE state = 'dead') AS "dead",
                 (SELECT count(*) FROM kanca.outbox) AS "outbox",
                 coalesce(extract(epoch FROM now() - min(d.due_at)
                   FILTER (WHERE NOT d.runs AND c.state = 'active' AND d.due_at <= now() AND NOT t.is_spared AND NOT c.pull)), 0) AS "oldestAgeSeconds"
          FROM (
            SELECT consumer_id, due_at, NOT waits AND due_at = 'infinity' AS blocked,
                   id IN (SELECT running.id FROM (${RUNNING}) AS running) AS runs
            FROM kanca.open_deliveries
          ) AS d JOIN kanca.consumers c ON c.id = d.consumer_id
          CROSS JOIN LATERAL (
            SELECT coalesce(t.parked_until > now(), false) OR t.probing AS is_spared
            FROM kanca.consumer_turns t WHERE t.consumer_id = c.id) AS t`,
      },
      [],
    );
    return {
      ready: Number(row?.ready ?? 0),
      scheduled: Number(row?.scheduled ?? 0),
      running: Number(row?.running ?? 0),
      held: Number(row?.held ?? 0),
      dead: Number(row?.dead ?? 0),
      outbox: Number(row?.outbox ?? 0),
      oldestAgeSeconds: Math.round(Number(row?.oldestAgeSeconds ?? 0)),
    };
  }
}
