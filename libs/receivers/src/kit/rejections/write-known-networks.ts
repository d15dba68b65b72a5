import type { DataSource } from 'typeorm';

interface AcceptedNetwork {
  readonly tenant: string;
  readonly provider: string;
  readonly network: string;
}

/**
 * Notes networks of verified requests, and forgets of the same tenants and providers those that are too many, the longest unheard of first.
 * The rows are sorted, so that two processes lock them in the same order. Both statements use the primary key (tenant, provider, network).
 */
export async function writeKnownNetworks(
  dataSource: DataSource,
  networks: readonly AcceptedNetwork[],
  max: number,
): Promise<void> {
  const columns = (['tenant', 'provider', 'network'] as const).map((name) => networks.map((row) => row[name]));
  await dataSource.query(
    `INSERT INTO kanca.known_networks AS known (tenant, provider, network, accepted_at)
     SELECT DISTINCT tenant, provider, network, now()
       FROM unnest($1::text[], $2::text[], $3::text[]) AS accepted (tenant, provider, network)
      ORDER BY tenant, provider, network
     ON CONFLICT (tenant, provider, network) DO UPDATE SET accepted_at = now()`,
    columns,
  );
  await dataSource.query(
    `DELETE FROM kanca.known_networks AS old
      USING (
        SELECT known.tenant, known.provider, known.network,
               row_number() OVER (PARTITION BY known.tenant, known.provider ORDER BY known.accepted_at DESC, known.network) AS place
          FROM kanca.known_networks AS known
          JOIN (SELECT DISTINCT tenant, provider FROM unnest($1::text[], $2::text[]) AS owner (tenant, provider)) AS owner
            USING (tenant, provider)
      ) AS ranked
      WHERE ranked.place > $3::int
        AND (old.tenant, old.provider, old.network) = (ranked.tenant, ranked.provider, ranked.network)`,
    [columns[0], columns[1], max],
  );
}
