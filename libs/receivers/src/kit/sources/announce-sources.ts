import type { EntityManager } from 'typeorm';

/** Where writers tell of changed sources (`NOTIFY`). */
export const SOURCES_CHANNEL = 'kanca_sources';

/** Tells every process, at the moment the writer's transaction commits. */
export async function announceSources(manager: EntityManager): Promise<void> {
  await manager.query(`SELECT pg_notify($1, '')`, [SOURCES_CHANNEL]);
}
