import { ConfigurableModuleBuilder, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Observer } from '@kanca/core';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options.js';
import { isUnavailable } from './is-unavailable.js';
import type { DatabaseTables } from './migrations/index.js';
import { NestLogObserver } from './nest-log-observer.js';
import { SqlPool } from './sql-pool.js';

/** Which database is used, and which tables it must have. `poolSize` counts connections. */
export interface DatabaseOptions {
  readonly url: string;
  /** The tables of every library that is installed. */
  readonly tables: readonly DatabaseTables[];
  /** Hears what goes wrong with connections; writes to Nest's logger unless told otherwise. */
  readonly observer?: Observer;
  /** Connections for the hot statements at most (10). TypeORM has half as many beside them, and each listener one. */
  readonly poolSize?: number;
}

const DEFAULT_POOL_SIZE = 10;
/** A database that comes up together with the hub is waited for. */
const CONNECT_ATTEMPTS = 10;
const CONNECT_RETRY_MS = 1_000;

/** Holds the options, so that TypeORM's module and ours can both be given them. */
@Module({})
class DatabaseOptionsModule {}

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<DatabaseOptions>()
  // TypeORM's data source is global anyway. This makes `SqlPool` the same, so that libraries import neither.
  .setExtras({ isGlobal: true }, (definition, { isGlobal }) => withConnections(definition, isGlobal))
  .build();

/**
 * One connected database: TypeORM's `DataSource` and the `SqlPool`, both closed on shutdown. It does not migrate: call `migrate`.
 * @example
 * DatabaseModule.register({ url, observer, tables: [dispatchTables, receiversTables] })
 */
@Module({})
export class DatabaseModule extends ConfigurableModuleClass implements OnApplicationShutdown {
  constructor(
    private readonly pool: SqlPool,
    dataSource: DataSource,
  ) {
    super();
    const typeOrmPool: unknown = Reflect.get(dataSource.driver, 'master');
    if (typeOrmPool instanceof Pool) pool.watch(typeOrmPool);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

function withConnections(definition: DynamicModule, isGlobal: boolean): DynamicModule {
  const options: DynamicModule = {
    module: DatabaseOptionsModule,
    imports: definition.imports ?? [],
    providers: definition.providers ?? [],
    exports: [MODULE_OPTIONS_TOKEN],
  };
  const typeOrm = TypeOrmModule.forRootAsync({
    imports: [options],
    inject: [MODULE_OPTIONS_TOKEN],
    useFactory: ({ url, tables, observer = new NestLogObserver(), poolSize = DEFAULT_POOL_SIZE }: DatabaseOptions) => ({
      ...dataSourceOptions({ url, tables, observer, poolSize: Math.max(2, Math.ceil(poolSize / 2)) }),
      retryAttempts: CONNECT_ATTEMPTS,
      retryDelay: CONNECT_RETRY_MS,
      toRetry: isUnavailable,
    }),
  });
  const pool = {
    provide: SqlPool,
    inject: [MODULE_OPTIONS_TOKEN],
    useFactory: ({ url, observer = new NestLogObserver(), poolSize = DEFAULT_POOL_SIZE }: DatabaseOptions) =>
      new SqlPool({ url, observer, poolSize }),
  };
  return {
    module: definition.module,
    global: isGlobal,
    imports: [options, typeOrm],
    providers: [pool],
    exports: [pool],
  };
}
