export { byteaArray, float8Array, int4Array, textArray, utf8Array, uuidArray } from './binary-array.js';
export { createDatabase, dropDatabase } from './create-database.js';
export { DatabaseModule } from './database.module.js';
export type { DatabaseOptions } from './database.module.js';
export { makeDirectory } from './data-directory.js';
export { dataSourceOptions } from './data-source-options.js';
export type { DataSourceSettings, PostgresOptions } from './data-source-options.js';
export { EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded/index.js';
export { isUnavailable } from './is-unavailable.js';
export {
  migrate,
  migrateDatabase,
  pendingMigrations,
  type DatabaseTables,
  type EntityClass,
  type MigrationClass,
} from './migrations/index.js';
export { NestLogObserver } from './nest-log-observer.js';
export { SqlPool } from './sql-pool.js';
export type { SqlPoolOptions } from './sql-pool.js';
export {
  bigint,
  boolean,
  bytea,
  float8,
  int,
  jsonb,
  real,
  statement,
  text,
  timestamptz,
  utf8,
  uuid,
  type ElementType,
  type NullableType,
  type ParametersOf,
  type ParameterType,
  type Query,
  type SqlRunner,
  type Statement,
} from './statements/index.js';
export {
  EncryptionKey,
  loadOrCreateKeyRing,
  parseEncryptionKeys,
  SecretVault,
  type KeyRing,
  type LoadedKeyRing,
} from './vault/index.js';
export { refusalOf, waitForDatabase } from './wait-for-database.js';
export { whyUnavailable } from './why-unavailable.js';
export type { WhyUnavailable } from './why-unavailable.js';
