import type { MigrationInterface } from 'typeorm';

/** The name under which TypeORM records a migration. */
export function migrationName(migration: MigrationInterface): string {
  return migration.name ?? migration.constructor.name;
}
