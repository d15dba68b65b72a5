import { createHash } from 'node:crypto';
import { createDatabase, dropDatabase, migrateDatabase, type DatabaseTables } from '@kanca/database';
import { DataSource, type QueryRunner } from 'typeorm';

/**
 * A migrated database to copy: to copy one takes about 0.1 s, to migrate one about 1 s. Made at the first call of a test run for these tables;
 * other processes of the run wait for it and find it.
 * @param adminUrl any database of the server, with a user who may create databases
 * @returns the name of the template
 */
export async function templateDatabase(adminUrl: string, tables: readonly DatabaseTables[]): Promise<string> {
  const name = templateName(tables);
  const server = await new DataSource({ type: 'postgres', url: adminUrl, poolSize: 1 }).initialize();
  const session = server.createQueryRunner();
  try {
    await session.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const found = await server.query<unknown[]>('SELECT FROM pg_database WHERE datname = $1', [name], session);
    if (found.length === 0) await makeTemplate(adminUrl, name, tables, session);
    return name;
  } finally {
    await session.release();
    await server.destroy();
  }
}

/** Made under another name first: a run that is stopped in the middle leaves no template that is half migrated. */
async function makeTemplate(
  adminUrl: string,
  name: string,
  tables: readonly DatabaseTables[],
  session: QueryRunner,
): Promise<void> {
  const draft = `${name}_draft`;
  await dropDatabase(adminUrl, draft);
  await migrateDatabase(await createDatabase(adminUrl, draft), tables);
  await session.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
}

/** By the run and by what the migrations do, so that a changed migration is a template of its own. */
function templateName(tables: readonly DatabaseTables[]): string {
  const hash = createHash('sha256');
  for (const migration of tables.flatMap(({ migrations }) => migrations)) hash.update(migration.toString());
  return `kanca_template_${process.env['KANCA_TEST_RUN'] ?? 'shared'}_${hash.digest('hex').slice(0, 16)}`;
}
