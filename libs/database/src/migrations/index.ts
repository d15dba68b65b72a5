export type { DatabaseTables, EntityClass, MigrationClass } from './database-tables.js';
export { migrateDatabase } from './migrate-database.js';
export { migrate } from './migrate.js';
export { pendingMigrations } from './pending-migrations.js';
