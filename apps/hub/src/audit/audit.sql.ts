import { bigint, bytea, int, statement, text, timestamptz } from '@kanca/database';

export interface AuditRow {
  readonly seq: string;
  readonly at: Date;
  readonly begun_by: string | null;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly tenant: string | null;
  readonly address: string;
  readonly request_id: string;
  readonly action: string;
  readonly resource: string;
  readonly status: number | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

const COLUMNS = `a.seq, a.at, a.begun_by, a.actor_kind, a.actor_id, a.actor_name, a.tenant, a.address, a.request_id, a.action, a.resource,
           a.status, a.before, a.after, a.previous, a.hash`;

/** The records of a chain after one of them, oldest first. `tenant` `*` is every tenant, and what is the hub's. */
export const auditFrom = statement<AuditRow>()({
  name: 'audit-from',
  params: { tenant: text, after: bigint, limit: int },
  text: `
    SELECT ${COLUMNS} FROM kanca.audit a
    WHERE a.seq > :after AND (:tenant = '*' OR a.tenant = :tenant)
    ORDER BY a.seq LIMIT :limit`,
});

export interface AuditedRow extends AuditRow {
  readonly ended_at: Date | null;
  readonly ended_status: number | null;
  readonly ended_after: string | null;
}

/** Changes, newest first, each with its end. */
export const listAudit = statement<AuditedRow>()({
  name: 'list-audit',
  params: {
    tenant: text,
    below: bigint,
    since: timestamptz.orNull,
    until: timestamptz.orNull,
    actor: text.orNull,
    action: text.orNull,
    resource: text.orNull,
    limit: int,
  },
  text: `
    SELECT ${COLUMNS}, e.at AS ended_at, e.status AS ended_status, e.after AS ended_after
    FROM kanca.audit a
    LEFT JOIN kanca.audit e ON e.begun_by = a.seq
    WHERE a.begun_by IS NULL AND a.seq < :below
      AND (:tenant = '*' OR a.tenant = :tenant)
      AND (:since IS NULL OR a.at >= :since) AND (:until IS NULL OR a.at < :until)
      AND (:actor IS NULL OR a.actor_id = :actor)
      AND (:action IS NULL OR starts_with(a.action, :action))
      AND (:resource IS NULL OR starts_with(a.resource, :resource))
    ORDER BY a.seq DESC LIMIT :limit`,
});

export const addAudit = statement()({
  name: 'add-audit',
  params: {
    seq: bigint,
    at: timestamptz,
    begunBy: bigint.orNull,
    actorKind: text,
    actorId: text,
    actorName: text,
    tenant: text.orNull,
    address: text,
    requestId: text,
    action: text,
    resource: text,
    status: int.orNull,
    before: text.orNull,
    after: text.orNull,
    previous: bytea,
    hash: bytea,
    sealed: text,
  },
  text: `
    WITH head AS (UPDATE kanca.audit_head SET seq = :seq, hash = :hash, sealed = :sealed)
    INSERT INTO kanca.audit (seq, at, begun_by, actor_kind, actor_id, actor_name, tenant, address, request_id, action, resource, status,
                             before, after, previous, hash)
    VALUES (:seq, :at, :begunBy, :actorKind, :actorId, :actorName, :tenant, :address, :requestId, :action, :resource, :status,
            :before, :after, :previous, :hash)`,
});

export interface AuditHeadRow {
  readonly seq: string;
  readonly hash: Buffer;
  readonly sealed: string | null;
}

/** The end of the chain; who has read it so adds the next record. */
export const lockAuditHead = statement<AuditHeadRow>()({
  name: 'lock-audit-head',
  text: `SELECT seq, hash, sealed FROM kanca.audit_head FOR UPDATE`,
});

export const readAuditHead = statement<AuditHeadRow>()({
  name: 'read-audit-head',
  text: `SELECT seq, hash, sealed FROM kanca.audit_head`,
});
