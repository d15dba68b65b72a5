import { KancaError } from '@kanca/core';
import type { EntityManager } from 'typeorm';

const KEPT_FOR_MS = 30 * 24 * 3_600_000;

/** Remembers whose a URL was. To be called in the transaction that gives it up. */
export async function rememberUrl(manager: EntityManager, uri: string, tenant: string, now: number): Promise<void> {
  await manager.query(`DELETE FROM kanca.given_up_urls WHERE given_up_at < $1`, [new Date(now - KEPT_FOR_MS)]);
  await manager.query(
    `INSERT INTO kanca.given_up_urls (uri, tenant, given_up_at) VALUES ($1, $2, $3)
     ON CONFLICT (uri) DO UPDATE SET tenant = excluded.tenant, given_up_at = excluded.given_up_at`,
    [uri.toLowerCase(), tenant, new Date(now)],
  );
}

/** The other tenant that gave a URL up within the last 30 days; null when there is none. */
export async function formerTenantOf(
  manager: EntityManager,
  uri: string,
  tenant: string,
  now: number,
): Promise<string | null> {
  const since = new Date(now - KEPT_FOR_MS);
  const [row] = await manager.query<{ tenant: string }[]>(
    `SELECT tenant FROM kanca.given_up_urls WHERE uri = $1 AND tenant <> $2 AND given_up_at >= $3`,
    [uri.toLowerCase(), tenant, since],
  );
  return row?.tenant ?? null;
}

/**
 * Keeps a URL from another tenant for 30 days: the provider of its former owner may still send there, and rejections would show what it
 * sends. The former owner may take it back at once.
 * @throws KancaError `conflict`
 */
export async function assertUrlIsFree(manager: EntityManager, uri: string, tenant: string, now: number): Promise<void> {
  if ((await formerTenantOf(manager, uri, tenant, now)) !== null) throw urlIsTaken(uri);
}

/** One sentence for a URL in use and for one that was given up: it tells nobody what other tenants have. */
export function urlIsTaken(uri: string): KancaError {
  return new KancaError(
    'conflict',
    `The URL ${uri} is not free: give this source another name. A URL that another tenant gave up is kept for it for 30 days.`,
  );
}
