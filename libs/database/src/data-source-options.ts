import type { Observer } from '@kanca/core';
import type { DataSourceOptions } from 'typeorm';
import { connectionUrl, SCHEMA } from './connection-url.js';
import { SurvivingClient } from './surviving-client.js';
import { orderedMigrations } from './migrations/database-tables.js';
import type { DatabaseTables } from './migrations/database-tables.js';
import { noteIdleConnectionLost } from './note-idle-connection-lost.js';
import { TypeOrmLogger } from './typeorm-logger.js';

/** What every connection of TypeORM needs, however long its statements may take. */
export const PATIENT_CONNECTION = { keepAlive: true, Client: SurvivingClient } as const;

/** What a TypeORM data source is opened with. `statementTimeoutMs` ends a statement that takes longer. */
export interface DataSourceSettings {
  readonly url: string;
  readonly tables: readonly DatabaseTables[];
  readonly observer: Observer;
  /** Connections at most (5). */
  readonly poolSize?: number;
  /** How long a statement may take (30 s). */
  readonly statementTimeoutMs?: number;
}

/** The options of a TypeORM data source for PostgreSQL. */
export type PostgresOptions = Extract<DataSourceOptions, { readonly type: 'postgres' }>;

/** Options of the TypeORM data source: everything is in the schema `kanca`, and only migrations change it. */
export function dataSourceOptions(settings: DataSourceSettings): PostgresOptions {
  const { url, tables, observer, poolSize = 5, statementTimeoutMs = 30_000 } = settings;
  return {
    type: 'postgres',
    url: connectionUrl(url),
    schema: SCHEMA,
    entities: tables.flatMap(({ entities }) => [...entities]),
    migrations: orderedMigrations(tables),
    migrationsTableName: 'migrations',
    migrationsRun: false,
    synchronize: false,
    // UUIDs come from PostgreSQL itself: nothing to install, so no superuser is needed.
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    poolSize,
    connectTimeoutMS: 5_000,
    logger: new TypeOrmLogger(observer),
    poolErrorHandler: (error: unknown) => {
      noteIdleConnectionLost(observer, error);
    },
    extra: {
      ...PATIENT_CONNECTION,
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs + 5_000,
    },
  };
}
