import { createHash } from 'node:crypto';

/** One row of the audit. Each change has two rows: one before it is made, and one when it has ended. */
export interface AuditEntry {
  /** The record of the beginning, for that of an end; null for a beginning. */
  readonly begunBy: number | null;
  readonly actorKind: string;
  /** `key_…`, `usr_…` */
  readonly actorId: string;
  readonly actorName: string;
  /** Whose thing was changed; null: the hub's. */
  readonly tenant: string | null;
  /** The address that the call came from. */
  readonly address: string;
  readonly requestId: string;
  /** `PATCH /subscriptions/:id` */
  readonly action: string;
  /** `/subscriptions/sub_…` */
  readonly resource: string;
  /** What the call was answered with; null for a beginning. */
  readonly status: number | null;
  /** JSON of the resource, as the API shows it. */
  readonly before: string | null;
  readonly after: string | null;
}

/** An entry at its place in the chain. */
export interface AuditRecord extends AuditEntry {
  /** 1, 2, 3, … */
  readonly seq: number;
  readonly at: Date;
  /** The hash of the record before it: 32 zero bytes for the first one. */
  readonly previous: Buffer;
  readonly hash: Buffer;
}

/** The hash of a record: SHA-256 over the hash of the one before it, and over what it says. */
export function hashOfRecord(record: Omit<AuditRecord, 'hash'>): Buffer {
  const said = [
    record.seq,
    record.at.toISOString(),
    record.begunBy,
    record.actorKind,
    record.actorId,
    record.actorName,
    record.tenant,
    record.address,
    record.requestId,
    record.action,
    record.resource,
    record.status,
    record.before,
    record.after,
  ];
  return createHash('sha256').update(record.previous).update(JSON.stringify(said)).digest();
}

/** What is wrong with a record that follows another one; null when nothing is. */
export function problemOfRecord(
  record: AuditRecord,
  before: { readonly seq: number; readonly hash: Buffer },
): string | null {
  if (record.seq !== before.seq + 1)
    return before.seq + 1 === record.seq - 1
      ? `record ${String(before.seq + 1)} is missing`
      : `records ${String(before.seq + 1)} to ${String(record.seq - 1)} are missing`;
  if (!record.previous.equals(before.hash)) return `record ${String(record.seq)} does not follow the one before it`;
  return record.hash.equals(hashOfRecord(record)) ? null : `record ${String(record.seq)} was changed`;
}
