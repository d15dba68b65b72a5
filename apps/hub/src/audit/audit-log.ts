import { Clock, KancaError, storableText } from '@kanca/core';
import { SecretVault, SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import {
  addAudit,
  auditFrom,
  listAudit,
  lockAuditHead,
  readAuditHead,
  type AuditedRow,
  type AuditHeadRow,
  type AuditRow,
} from './audit.sql.js';
import { hashOfRecord, problemOfRecord, type AuditEntry, type AuditRecord } from './audit-record.js';

/** Filters of the list of changes. With the tenant `*` it has the changes of every tenant, and of the hub itself. */
export interface AuditQuery {
  readonly tenant: string;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  /** `key_…`, `usr_…` */
  readonly actor?: string | undefined;
  /** The beginning of an action: `DELETE`, `POST /keys`. */
  readonly action?: string | undefined;
  /** The beginning of a resource: `/subscriptions/sub_…`. */
  readonly resource?: string | undefined;
  readonly limit: number;
  /** From the page before. */
  readonly cursor?: string | undefined;
}

/** A change, and how it ended: `status` is null when the hub was killed in the middle of it. */
export interface AuditedChange extends AuditRecord {
  readonly endedAt: Date | null;
}

/** What a look at the whole chain found. */
export interface AuditVerdict {
  readonly ok: boolean;
  /** Records that were looked at. */
  readonly records: number;
  /** The first thing that is wrong; null when nothing is. */
  readonly problem: string | null;
}

const BATCH = 1_000;
const HEAD = 'audit/head';
const CURSOR = /^\d{1,15}$/;

/** Writes down who changes what, and finds out whether somebody changed that. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly pool: SqlPool,
    private readonly vault: SecretVault,
    private readonly clock: Clock,
  ) {}

  /** @returns the number of the record */
  add(entry: AuditEntry): Promise<number> {
    return this.pool.transaction(async (sql) => {
      const [head] = await sql.run(lockAuditHead, {});
      if (head === undefined) throw new Error('The table audit_head has no row.');
      const begun = {
        ...storable(entry),
        seq: Number(head.seq) + 1,
        at: new Date(this.clock.now()),
        previous: head.hash,
      };
      const record = { ...begun, hash: hashOfRecord(begun) };
      await sql.run(addAudit, { ...record, sealed: this.vault.seal(endOf(record), HEAD) });
      return record.seq;
    });
  }

  async list({ cursor, since, until, limit, tenant, ...filter }: AuditQuery): Promise<{
    data: readonly AuditedChange[];
    nextCursor: string | null;
  }> {
    if (cursor !== undefined && !CURSOR.test(cursor))
      throw new KancaError('invalid_request', 'cursor: expected the nextCursor of the page before.');
    const rows = await this.pool.run(listAudit, {
      tenant,
      below: cursor ?? '9223372036854775807',
      since: since ?? null,
      until: until ?? null,
      actor: filter.actor ?? null,
      action: filter.action ?? null,
      resource: filter.resource ?? null,
      limit: limit + 1,
    });
    const data = rows.slice(0, limit).map(changeOf);
    const last = data.at(-1);
    return { data, nextCursor: rows.length > limit && last !== undefined ? String(last.seq) : null };
  }

  /** All records of a tenant, oldest first, in batches. */
  async *records(tenant: string): AsyncGenerator<readonly AuditRecord[]> {
    for (let after = 0; ;) {
      const rows = await this.pool.run(auditFrom, { tenant, after, limit: BATCH });
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(recordOf);
      after = Number(last.seq);
    }
  }

  /** Looks at every record: whether it is there, is as it was written, and follows the one before it. */
  async verify(): Promise<AuditVerdict> {
    let last: { seq: number; hash: Buffer } = { seq: 0, hash: Buffer.alloc(32) };
    const head = await this.head();
    for await (const records of this.records('*'))
      for (const record of records) {
        // What was added since is looked at the next time.
        if (record.seq > Number(head.seq)) break;
        const problem = problemOfRecord(record, last);
        if (problem !== null) return { ok: false, records: last.seq, problem };
        last = record;
      }
    const problem = this.problemOfHead(head, last);
    return { ok: problem === null, records: last.seq, problem };
  }

  private async head(): Promise<AuditHeadRow> {
    const [head] = await this.pool.run(readAuditHead, {});
    return head ?? { seq: '0', hash: Buffer.alloc(32), sealed: null };
  }

  private problemOfHead(head: AuditHeadRow, last: { readonly seq: number; readonly hash: Buffer }): string | null {
    if (Number(head.seq) > last.seq) return `the records after ${String(last.seq)} are missing, up to ${head.seq}`;
    if (!head.hash.equals(last.hash)) return 'the last record is not the one that was written last';
    if (head.sealed === null) return last.seq === 0 ? null : 'nothing says which record is the last one';
    try {
      if (this.vault.open(head.sealed, HEAD) === endOf(last)) return null;
    } catch (error) {
      if (error instanceof KancaError) return `it cannot be told which record is the last one: ${error.message}`;
      throw error;
    }
    return 'the last records were cut off, or written by somebody else';
  }
}

/** The text that is sealed: the number and the hash of the last record. */
function endOf({ seq, hash }: { readonly seq: number; readonly hash: Buffer }): string {
  return `${String(seq)} ${hash.toString('hex')}`;
}

function storable(entry: AuditEntry): AuditEntry {
  const { actorName, address, requestId, action, resource, before, after } = entry;
  return {
    ...entry,
    actorName: storableText(actorName),
    address: storableText(address),
    requestId: storableText(requestId),
    action: storableText(action),
    resource: storableText(resource),
    before: before === null ? null : storableText(before),
    after: after === null ? null : storableText(after),
  };
}

function recordOf(row: AuditRow): AuditRecord {
  return {
    seq: Number(row.seq),
    at: row.at,
    begunBy: row.begun_by === null ? null : Number(row.begun_by),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    tenant: row.tenant,
    address: row.address,
    requestId: row.request_id,
    action: row.action,
    resource: row.resource,
    status: row.status,
    before: row.before,
    after: row.after,
    previous: row.previous,
    hash: row.hash,
  };
}

function changeOf(row: AuditedRow): AuditedChange {
  return { ...recordOf(row), endedAt: row.ended_at, status: row.ended_status, after: row.ended_after };
}
