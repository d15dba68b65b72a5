import type { Observer } from '@kanca/core';
import { Pool } from 'pg';
import type { PoolClient } from 'pg';
import { Connections } from './connections.js';
import { connectionUrl } from './connection-url.js';
import { isUnavailable } from './is-unavailable.js';
import { noteIdleConnectionLost } from './note-idle-connection-lost.js';
import { SurvivingClient } from './surviving-client.js';
import { SqlListener, type SqlListenerOptions } from './sql-listener.js';
import type { Query, SqlRunner, Statement } from './statements/statement.js';

/** How a pool of connections is opened. Times are in milliseconds. */
export interface SqlPoolOptions {
  readonly url: string;
  readonly observer: Observer;
  /** Connections at most (10). */
  readonly poolSize?: number;
  /** How long to wait for a connection, also when all are busy (5 s). */
  readonly connectTimeoutMs?: number;
  /** How long a statement may take (30 s): a database that hangs becomes an error. */
  readonly statementTimeoutMs?: number;
}

/**
 * The statements that run for every event go from index to index, also where the planner misjudges tables that were empty a minute
 * ago: a hash over all waiting deliveries, chosen once and kept by a prepared statement, made a claim fifty times slower.
 */
const PLAN_BY_INDEX = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_mergejoin: 'off',
  enable_bitmapscan: 'off',
  jit: 'off',
};

/** The server cancels a late statement; we give up on a server that does not even do that. */
const GRACE_MS = 5_000;

/**
 * Connections for the statements that run for every event. They are prepared once per connection and bypass TypeORM.
 * @example const [row] = await pool.run(countEvents, { tenant: 'default' }); // see `statement`
 */
export class SqlPool implements SqlRunner {
  private readonly pool: Pool;
  private readonly options: SqlPoolOptions;
  private readonly listeners = new Set<SqlListener>();
  private readonly connections = new Connections();
  private ending: Promise<void> | null = null;

  constructor(options: SqlPoolOptions) {
    const { url, observer, poolSize = 10, connectTimeoutMs = 5_000, statementTimeoutMs = 30_000 } = options;
    this.options = options;
    this.pool = new Pool({
      connectionString: connectionUrl(url, PLAN_BY_INDEX),
      max: poolSize,
      connectionTimeoutMillis: connectTimeoutMs,
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs + GRACE_MS,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      Client: SurvivingClient,
    });
    this.connections.watch(this.pool);
    // An idle connection that breaks is an event, and an event without a listener ends the process.
    this.pool.on('error', (error) => {
      if (this.ending === null) noteIdleConnectionLost(observer, error);
    });
  }

  /**
   * @param timeoutMs how long to wait for the answer, if not for as long as any statement may take
   * @throws the database's error; `isUnavailable` tells whether it is worth another try
   */
  async run<Parameters, Row extends object>(
    statement: Statement<Parameters, Row>,
    parameters: NoInfer<Parameters>,
    timeoutMs?: number,
  ): Promise<Row[]> {
    const query = statement.bind(parameters);
    return this.withClient((client) => runOn<Row>(client, query, timeoutMs));
  }

  /** Runs a statement on a connection made for it, beside a pool whose connections may be dead. */
  async runApart<Parameters, Row extends object>(
    statement: Statement<Parameters, Row>,
    parameters: NoInfer<Parameters>,
    timeoutMs: number,
  ): Promise<Row[]> {
    const { text, values } = statement.bind(parameters);
    const client = new SurvivingClient({
      connectionString: connectionUrl(this.options.url, PLAN_BY_INDEX),
      connectionTimeoutMillis: timeoutMs,
      statement_timeout: timeoutMs,
      query_timeout: timeoutMs,
    });
    try {
      await client.connect();
      const { rows } = await client.query<Row>(text, [...values]);
      return rows;
    } finally {
      client.end().catch(() => undefined);
    }
  }

  /** Watches the connections of another pool to the same database: when one here is found dead, its idle ones are cut as well. */
  watch(pool: Pool): void {
    this.connections.watch(pool);
  }

  /**
   * Runs `work` in a transaction: committed when it resolves, rolled back when it throws.
   * @throws what `work` throws; an error when `work` has swallowed one that had doomed the transaction
   */
  async transaction<T>(work: (sql: SqlRunner) => Promise<T>): Promise<T> {
    return this.withClient(async (client) => {
      await client.query('BEGIN');
      try {
        const result = await work({ run: (statement, parameters) => runOn(client, statement.bind(parameters)) });
        // PostgreSQL answers a COMMIT of a doomed transaction with a ROLLBACK, and calls it no error.
        const { command } = await client.query('COMMIT');
        if (command === 'COMMIT') return result;
        throw new Error(
          'The transaction was rolled back, because a statement in it had failed and its error was ignored.',
        );
      } catch (error) {
        if (!isUnavailable(error)) await client.query('ROLLBACK');
        throw error;
      }
    });
  }

  /**
   * Hears notifications of a channel on a connection of its own, and connects again whenever that breaks. What was sent in
   * between is lost, so look for yourself each time `onReconnect` is called (the first time included).
   * @param session the bound statement that runs first on each new connection, and the function that is called when it is gone
   * @returns stops listening
   * @example const stop = pool.listen('deliveries', () => wake(), () => wake());
   */
  listen(
    channel: string,
    onMessage: (payload: string) => void,
    onReconnect: () => void,
    session: Pick<SqlListenerOptions, 'session' | 'onLost'> = {},
  ): () => Promise<void> {
    const { url, observer } = this.options;
    const listener = new SqlListener({
      url: connectionUrl(url),
      observer,
      channel,
      onMessage,
      onReconnect,
      ...session,
    });
    this.listeners.add(listener);
    return async () => {
      this.listeners.delete(listener);
      await listener.stop();
    };
  }

  /** Ends every connection, those of watched pools too: for a process that must end although the database does not answer. */
  cut(): void {
    this.connections.cutAll();
  }

  /** Closes the connections when their statements are done. May be called twice. */
  end(): Promise<void> {
    this.ending ??= this.close();
    return this.ending;
  }

  private async close(): Promise<void> {
    await Promise.all([...this.listeners].map((listener) => listener.stop()));
    await this.pool.end();
  }

  private async withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      // A duplicate key says nothing against the connection; a timeout leaves it in the middle of a statement.
      client.release(isUnavailable(error));
      if (isDeadConnection(error)) this.connections.cutIdle();
      throw error;
    }
  }
}

async function runOn<Row extends object>(
  client: PoolClient,
  { name, text, values }: Query,
  timeoutMs?: number,
): Promise<Row[]> {
  const limit = timeoutMs === undefined ? {} : { query_timeout: timeoutMs };
  const { rows } = await client.query<Row>({ name, text, values: [...values], ...limit });
  return rows;
}

/** The server was silent for longer than any statement may take: there is nobody at the other end. */
function isDeadConnection(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}
