// For the command line of TypeORM: npm run typeorm -- migration:show. The hub itself does not read it. It looks at the database that a hub would
// use here: that of DATABASE_URL, or the embedded one of the data folder, which it starts and stops.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SilentObserver } from '@kanca/core';
import { dataSourceOptions, EmbeddedPostgres } from '@kanca/database';
import { HUB_TABLES, loadConfig } from '@kanca/hub';
import { DataSource, type DataSourceOptions } from 'typeorm';

const observer = new SilentObserver();

/** TypeORM's own logger: what a command shows goes through it. */
function optionsFor(url: string): DataSourceOptions {
  return { ...dataSourceOptions({ url, tables: HUB_TABLES, observer }), logger: 'advanced-console' };
}

/** Stops the embedded server, too, when a command has ended. */
class EmbeddedDataSource extends DataSource {
  constructor(private readonly postgres: EmbeddedPostgres) {
    super(optionsFor(postgres.url));
  }

  override async destroy(): Promise<void> {
    try {
      await super.destroy();
    } finally {
      await this.postgres.stop();
    }
  }
}

async function dataSource(): Promise<DataSource> {
  const { databaseUrl, dataDir } = loadConfig(process.env).config;
  if (databaseUrl !== null) {
    await assertHubWasHere(databaseUrl);
    return new DataSource(optionsFor(databaseUrl));
  }
  if (!existsSync(join(dataDir, 'postgres')))
    throw new Error(`There is no database in ${dataDir}: start the hub once (npm start), or set DATABASE_URL.`);
  const postgres = await EmbeddedPostgres.start({ dataDir, observer });
  try {
    await assertHubWasHere(postgres.url);
    return new EmbeddedDataSource(postgres);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** TypeORM cannot make the schema that its table of migrations is in. */
async function assertHubWasHere(url: string): Promise<void> {
  const asking = await new DataSource({ ...optionsFor(url), logger: 'simple-console', logging: false }).initialize();
  try {
    const found: unknown = await asking.query("SELECT 1 FROM pg_namespace WHERE nspname = 'kanca'");
    if (!Array.isArray(found) || found.length === 0)
      throw new Error('No hub has started on this database yet: start one first (npm start).');
  } finally {
    await asking.destroy();
  }
}

export default await dataSource().catch((error: unknown) => {
  // TypeORM would show where in its own files that happened.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
