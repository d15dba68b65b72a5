import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The engine's tables. `bodies` and `attempts` are partitioned by day (their ids are UUIDv7, so a day is a range of ids). */
export class CreateDispatch1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS kanca`);
    await runner.query(
      `CREATE TYPE kanca.delivery_state AS ENUM ('pending', 'running', 'delivered', 'dead', 'cancelled')`,
    );

    await runner.query(`
      CREATE TABLE kanca.consumers (
        tenant text NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('handler', 'subscription')),
        name text NOT NULL,
        filters jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'paused', 'disabled')),
        concurrency integer NOT NULL CHECK (concurrency > 0),
        timeout_ms integer NOT NULL CHECK (timeout_ms > 0),
        retry jsonb NOT NULL,
        reply boolean NOT NULL DEFAULT false,
        revision bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant, id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX consumers_id ON kanca.consumers (id)`);
    await runner.query(`CREATE UNIQUE INDEX consumers_handler_name ON kanca.consumers (name) WHERE kind = 'handler'`);

    // One row that changes with every change of the consumers: a fan-out made from an old list is noticed and made again.
    await runner.query(`
      CREATE TABLE kanca.consumer_set (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        version bigint NOT NULL
      )`);
    await runner.query(`INSERT INTO kanca.consumer_set (version) VALUES (1)`);

    // Whose turn it is. Apart from the consumers, because it changes with every claim.
    await runner.query(`
      CREATE TABLE kanca.consumer_turns (
        consumer_id uuid PRIMARY KEY,
        served_at timestamptz NOT NULL DEFAULT '-infinity'
      ) WITH (fillfactor = 50)`);

    await runner.query(`
      CREATE TABLE kanca.events (
        tenant text NOT NULL,
        id uuid NOT NULL,
        provider text,
        source text NOT NULL,
        source_id uuid,
        type text NOT NULL,
        subject text,
        "time" timestamptz NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        dedup_key bytea NOT NULL,
        duplicates integer NOT NULL DEFAULT 0,
        datacontenttype text NOT NULL,
        traceparent text NOT NULL,
        data_id uuid NOT NULL,
        data_size integer NOT NULL,
        raw_id uuid,
        PRIMARY KEY (tenant, id)
      )`);
    // The deduplication ledger. Not partitioned: a duplicate may come days after the first.
    await runner.query(`CREATE UNIQUE INDEX events_dedup_key ON kanca.events (tenant, dedup_key)`);

    await runner.query(`
      CREATE TABLE kanca.bodies (
        tenant text NOT NULL,
        id uuid NOT NULL,
        headers bytea,
        content bytea NOT NULL,
        PRIMARY KEY (tenant, id)
      ) PARTITION BY RANGE (id)`);

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
    // Live rows only, so a claim costs the same after a thousand deliveries and after a hundred million.
    await runner.query(
      `CREATE INDEX deliveries_waiting ON kanca.deliveries (consumer_id, lane, due_at) WHERE state = 'pending'`,
    );
    await runner.query(
      `CREATE INDEX deliveries_running ON kanca.deliveries (consumer_id, lease_until) WHERE state = 'running'`,
    );
    await runner.query(`CREATE INDEX deliveries_dead ON kanca.deliveries (consumer_id, id) WHERE state = 'dead'`);
    await runner.query(`CREATE INDEX deliveries_by_event ON kanca.deliveries (event_id)`);

    await runner.query(`
      CREATE TABLE kanca.attempts (
        tenant text NOT NULL,
        id uuid NOT NULL,
        delivery_id uuid NOT NULL,
        consumer_id uuid NOT NULL,
        number smallint NOT NULL,
        outcome text NOT NULL,
        stale boolean NOT NULL,
        status smallint,
        error text,
        started_at timestamptz NOT NULL,
        duration_ms integer NOT NULL,
        detail bytea,
        PRIMARY KEY (tenant, id)
      ) PARTITION BY RANGE (id)`);
    await runner.query(`CREATE INDEX attempts_by_delivery ON kanca.attempts (delivery_id)`);

    // lz4 keeps bodies 2.8 times smaller at little cost. The compression of a PostgreSQL built without it halves what can be
    // taken in, so there the bodies are kept as they are.
    await runner.query(`
      DO $$ BEGIN
        ALTER TABLE kanca.bodies ALTER COLUMN content SET COMPRESSION lz4;
        ALTER TABLE kanca.bodies ALTER COLUMN headers SET COMPRESSION lz4;
        ALTER TABLE kanca.attempts ALTER COLUMN detail SET COMPRESSION lz4;
      EXCEPTION WHEN feature_not_supported THEN
        ALTER TABLE kanca.bodies ALTER COLUMN content SET STORAGE EXTERNAL;
        ALTER TABLE kanca.bodies ALTER COLUMN headers SET STORAGE EXTERNAL;
        ALTER TABLE kanca.attempts ALTER COLUMN detail SET STORAGE EXTERNAL;
      END $$`);
    // For rows whose clock was far off. Days are made ahead, so this stays empty.
    await runner.query(`CREATE TABLE kanca.bodies_other PARTITION OF kanca.bodies DEFAULT`);
    await runner.query(`CREATE TABLE kanca.attempts_other PARTITION OF kanca.attempts DEFAULT`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['attempts', 'deliveries', 'bodies', 'events', 'consumer_turns', 'consumer_set', 'consumers'])
      await runner.query(`DROP TABLE kanca.${table}`);
    await runner.query(`DROP TYPE kanca.delivery_state`);
  }
}
