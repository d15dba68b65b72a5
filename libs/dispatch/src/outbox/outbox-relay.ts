import { SqlPool, type SqlRunner } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { Ancestry, type NamedCause } from '../ancestry/ancestry.js';
import type { Cause } from '../ancestry/cause.js';
import { Publisher } from '../log/publisher.js';
import { lockOutbox } from './lock-outbox.sql.js';
import { removeFromOutbox } from './remove-from-outbox.sql.js';
import { takeFromOutbox, type OutboxRow } from './take-from-outbox.sql.js';

const AT_ONCE = 100;

/** Moves what was emitted inside other transactions into the log. Safe to run on every replica at once: one of them does it. */
@Injectable()
export class OutboxRelay {
  constructor(
    private readonly pool: SqlPool,
    private readonly publisher: Publisher,
    private readonly ancestry: Ancestry,
  ) {}

  /**
   * Moves everything that is there, unless another is about it; resolves with how many events that were. One that was moved but not removed, because the process
   * died in between, is known by its key when it comes again.
   */
  async relay(): Promise<number> {
    let total = 0;
    for (;;) {
      const moved = await this.pool.transaction(async (sql) => {
        const [lock] = await sql.run(lockOutbox, {});
        if (lock?.is_mine !== true) return 0;
        const rows = await sql.run(takeFromOutbox, { most: AT_ONCE });
        await this.publish(rows, sql);
        if (rows.length > 0) await sql.run(removeFromOutbox, { ids: rows.map(({ id }) => id) });
        return rows.length;
      });
      total += moved;
      if (moved < AT_ONCE) return total;
    }
  }

  /** What is one too many in its chain goes no further. Nobody waits here who could be told, so it is noted and kept in the log, unheard. */
  private async publish(rows: readonly OutboxRow[], sql: SqlRunner): Promise<void> {
    const causeOf = await this.ancestry.find(rows.map(causeNamedBy), sql);
    await Promise.all(
      rows.map(async (row) => {
        const cause = causeOf(causeNamedBy(row));
        const isUnheard = this.ancestry.refusalOf(row, cause) !== null;
        await this.publisher.publishStored(eventOf(row, cause), row.key, isUnheard);
      }),
    );
  }
}

function causeNamedBy({ tenant, cause, cause_tenant: causeTenant }: OutboxRow): NamedCause {
  return { tenant: causeTenant ?? tenant, id: cause ?? '' };
}

function eventOf(row: OutboxRow, cause: Cause | undefined): Parameters<Publisher['publishStored']>[0] {
  return {
    tenant: row.tenant,
    type: row.type,
    dataBytes: Buffer.from(row.data, 'base64'),
    subject: row.subject ?? undefined,
    id: row.event_id ?? undefined,
    time: new Date(row.time_ms),
    cause,
  };
}
