import type { DataSource } from 'typeorm';
import type { SealedSecret } from './source.entity.js';
import type { SourceOrigin } from './source.js';

export interface SourceRow {
  readonly version: string;
  readonly tenant: string;
  readonly id: string;
  readonly provider: string;
  readonly name: string | null;
  readonly secrets: readonly SealedSecret[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly origin: SourceOrigin;
  readonly awaitsSecretUntil: Date | null;
}

/**
 * Every source there is. `xmin` is the transaction that wrote the row: it tells a changed row from one that is known, without a
 * clock, so that secrets are opened once and not every time the table is read.
 */
export async function loadSources(dataSource: DataSource): Promise<readonly SourceRow[]> {
  return dataSource.query<SourceRow[]>(
    `SELECT xmin::text AS version, tenant, id, provider, name, secrets, options, origin,
            awaits_secret_until AS "awaitsSecretUntil"
       FROM kanca.sources`,
  );
}
