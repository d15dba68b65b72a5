import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Parts the deliveries that are under way from those that have ended, and writes down who has claimed what in one row for each
 * claim. Before, a delivery was written three times and every time into every index; now it is written once when it
 * begins and once when it ends. What has ended lies in day partitions, together with its last attempt. See ADR 0016.
 */
export class PartOpenFromFinished1763800000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.deliveries RENAME TO deliveries_before`);
    await renameAttempts(runner, 'attempts', 'earlier_attempts');

    await runner.query(`
      CREATE TABLE kanca.open_deliveries (
        tenant text NOT NULL,
        id uuid NOT NULL,
        event_id uuid NOT NULL,
        consumer_id uuid NOT NULL,
        lane smallint NOT NULL DEFAULT 0,
        attempts smallint NOT NULL DEFAULT 0,
        attempts_allowed smallint,
        due_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT open_deliveries_key PRIMARY KEY (id, tenant)
      ) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)`);
    await runner.query(`CREATE INDEX open_deliveries_due ON kanca.open_deliveries (consumer_id, lane, due_at)`);
    await runner.query(`CREATE INDEX open_deliveries_by_event ON kanca.open_deliveries (event_id)`);

    await runner.query(`
      CREATE TABLE kanca.claims (
        consumer_id uuid NOT NULL,
        id uuid NOT NULL,
        worker uuid NOT NULL,
        delivery_ids uuid[] NOT NULL,
        numbers smallint[] NOT NULL,
        lease_until timestamptz NOT NULL,
        PRIMARY KEY (consumer_id, id)
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_cost_delay = 0)`);

    await runner.query(`
      CREATE TABLE kanca.finished_deliveries (
        tenant text NOT NULL,
        id uuid NOT NULL,
        event_id uuid NOT NULL,
        consumer_id uuid NOT NULL,
        state kanca.delivery_state NOT NULL CHECK (state IN ('delivered', 'dead', 'cancelled')),
        attempts smallint NOT NULL,
        attempts_allowed smallint,
        created_at timestamptz NOT NULL,
        finished_at timestamptz NOT NULL DEFAULT now(),
        attempt_id uuid,
        outcome text,
        status smallint,
        error text,
        started_at timestamptz,
        duration_ms integer,
        detail bytea,
        CONSTRAINT finished_deliveries_key PRIMARY KEY (id, tenant)
      ) PARTITION BY RANGE (id)`);
    await runner.query(`CREATE INDEX finished_deliveries_by_event ON kanca.finished_deliveries (event_id)`);
    await runner.query(
      `CREATE INDEX finished_deliveries_dead ON kanca.finished_deliveries (consumer_id, id) WHERE state = 'dead'`,
    );
    await compress(runner, 'finished_deliveries');
    await runner.query(`CREATE TABLE kanca.finished_deliveries_other PARTITION OF kanca.finished_deliveries DEFAULT`);
    await runner.query(`
      DO $$ DECLARE day date; BEGIN
        FOR day IN SELECT DISTINCT ${DAY_OF_ID} FROM kanca.deliveries_before LOOP
          EXECUTE format('CREATE TABLE kanca.finished_deliveries_%s PARTITION OF kanca.finished_deliveries FOR VALUES FROM (%L) TO (%L)',
            to_char(day, 'YYYYMMDD'), ${firstUuidOf('day')}, ${firstUuidOf('day + 1')});
        END LOOP;
      END $$`);

    await this.moveRows(runner);
    await runner.query(`DROP TABLE kanca.deliveries_before`);
    await createViews(runner);
  }

  /** An attempt that ran when the old hub stopped is made again. */
  private async moveRows(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO kanca.open_deliveries (tenant, id, event_id, consumer_id, lane, attempts, attempts_allowed, due_at, created_at)
      SELECT tenant, id, event_id, consumer_id, lane, CASE WHEN state = 'running' THEN attempts - 1 ELSE attempts END,
             attempts_allowed, due_at, created_at
      FROM kanca.deliveries_before WHERE state IN ('pending', 'running')`);
    await runner.query(`
      INSERT INTO kanca.finished_deliveries (tenant, id, event_id, consumer_id, state, attempts, attempts_allowed, created_at,
                                             finished_at, attempt_id, outcome, status, error, started_at, duration_ms, detail)
      SELECT d.tenant, d.id, d.event_id, d.consumer_id, d.state, d.attempts, d.attempts_allowed, d.created_at,
             coalesce(d.finished_at, now()), a.id, a.outcome, a.status, a.error, a.started_at, a.duration_ms, a.detail
      FROM kanca.deliveries_before d
      LEFT JOIN LATERAL (
        SELECT * FROM kanca.earlier_attempts a
        WHERE a.delivery_id = d.id AND NOT a.stale AND a.number = d.attempts ORDER BY a.id DESC LIMIT 1) AS a ON true
      WHERE d.state NOT IN ('pending', 'running')`);
    await runner.query(`
      DELETE FROM kanca.earlier_attempts a USING kanca.finished_deliveries d
      WHERE a.tenant = d.tenant AND a.id = d.attempt_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW kanca.deliveries, kanca.attempts`);
    await runner.query(`
      CREATE TABLE kanca.deliveries (
        tenant text NOT NULL,
        id uuid NOT NULL,
        event_id uuid NOT NULL,
        consumer_id uuid NOT NULL,
        state kanca.delivery_state NOT NULL,
        lane smallint NOT NULL DEFAULT 0,
        attempts smallint NOT NULL DEFAULT 0,
        attempts_allowed smallint,
        due_at timestamptz NOT NULL DEFAULT now(),
        claim_id uuid,
        lease_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        PRIMARY KEY (tenant, id)
      )`);
    await runner.query(`
      INSERT INTO kanca.deliveries (tenant, id, event_id, consumer_id, state, lane, attempts, attempts_allowed, due_at, created_at)
      SELECT tenant, id, event_id, consumer_id, 'pending', lane, attempts, attempts_allowed, due_at, created_at
      FROM kanca.open_deliveries`);
    await runner.query(`
      INSERT INTO kanca.deliveries (tenant, id, event_id, consumer_id, state, lane, attempts, attempts_allowed, created_at, finished_at)
      SELECT tenant, id, event_id, consumer_id, state, 1, attempts, attempts_allowed, created_at, finished_at
      FROM kanca.finished_deliveries`);
    await runner.query(`
      INSERT INTO kanca.earlier_attempts (tenant, id, delivery_id, consumer_id, number, outcome, stale, status, error, started_at,
                                          duration_ms, detail)
      SELECT tenant, attempt_id, id, consumer_id, attempts, outcome, false, status, error, started_at, duration_ms, detail
      FROM kanca.finished_deliveries WHERE attempt_id IS NOT NULL`);
    await runner.query(
      `CREATE INDEX deliveries_waiting ON kanca.deliveries (consumer_id, lane, due_at) WHERE state = 'pending'`,
    );
    await runner.query(
      `CREATE INDEX deliveries_running ON kanca.deliveries (consumer_id, lease_until) WHERE state = 'running'`,
    );
    await runner.query(`CREATE INDEX deliveries_dead ON kanca.deliveries (consumer_id, id) WHERE state = 'dead'`);
    await runner.query(`CREATE INDEX deliveries_by_event ON kanca.deliveries (event_id)`);
    for (const table of ['finished_deliveries', 'claims', 'open_deliveries'])
      await runner.query(`DROP TABLE kanca.${table}`);
    await renameAttempts(runner, 'earlier_attempts', 'attempts');
  }
}

/** What is asked about deliveries and attempts need not know where they lie. */
async function createViews(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE VIEW kanca.deliveries AS
    SELECT o.tenant, o.id, o.event_id, o.consumer_id,
           CASE WHEN now_running.yes THEN 'running' ELSE 'pending' END::kanca.delivery_state AS state,
           CASE WHEN now_running.yes THEN o.attempts + 1 ELSE o.attempts END AS attempts,
           o.attempts_allowed, o.due_at, o.created_at, NULL::timestamptz AS finished_at
    FROM kanca.open_deliveries o
    CROSS JOIN LATERAL (
      SELECT (o.id, o.attempts + 1) IN (
        SELECT claimed.id, claimed.number::integer
        FROM kanca.claims k CROSS JOIN LATERAL unnest(k.delivery_ids, k.numbers) AS claimed(id, number)) AS yes
    ) AS now_running
    UNION ALL
    SELECT tenant, id, event_id, consumer_id, state, attempts, attempts_allowed, NULL, created_at, finished_at
    FROM kanca.finished_deliveries`);
  await runner.query(`
    CREATE VIEW kanca.attempts AS
    SELECT tenant, id, delivery_id, consumer_id, number, outcome, stale, status, error, started_at, duration_ms, detail
    FROM kanca.earlier_attempts
    UNION ALL
    SELECT tenant, attempt_id, id, consumer_id, attempts, outcome, false, status, error, started_at, duration_ms, detail
    FROM kanca.finished_deliveries WHERE attempt_id IS NOT NULL`);
}

async function renameAttempts(runner: QueryRunner, from: string, to: string): Promise<void> {
  await runner.query(`ALTER TABLE kanca.${from} RENAME TO ${to}`);
  await runner.query(`
    DO $$ DECLARE name text; BEGIN
      FOR name IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                  WHERE i.inhparent = 'kanca.${to}'::regclass AND starts_with(c.relname, '${from}_') LOOP
        EXECUTE format('ALTER TABLE kanca.%I RENAME TO %I', name, '${to}' || substr(name, ${String(from.length + 1)}));
      END LOOP;
    END $$`);
}

/** lz4 where PostgreSQL was built with it; see the first migration. */
async function compress(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`
    DO $$ BEGIN
      ALTER TABLE kanca.${table} ALTER COLUMN detail SET COMPRESSION lz4;
    EXCEPTION WHEN feature_not_supported THEN
      ALTER TABLE kanca.${table} ALTER COLUMN detail SET STORAGE EXTERNAL;
    END $$`);
}

/** SQL for the day in UTC that a UUIDv7 was made on: its first 48 bits are milliseconds. */
const DAY_OF_ID = `
  (to_timestamp(('x0000' || left(replace(id::text, '-', ''), 12))::bit(64)::bigint / 1000) AT TIME ZONE 'UTC')::date`;

/** SQL for the smallest UUIDv7 of a day. */
function firstUuidOf(day: string): string {
  const hex = `lpad(to_hex((extract(epoch FROM (${day})::timestamp) * 1000)::bigint), 12, '0')`;
  return `(${hex} || '00000000000000000000')`;
}
