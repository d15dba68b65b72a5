import { KancaError } from '@kanca/core';
import type { SecretVault } from '@kanca/database';
import type { DataSource } from 'typeorm';

/** Where sealed texts lie that cannot be made again. Only what the hub itself has written is looked at: what users write may look like one. */
const SEALED_COLUMNS = [
  ['sources', `secrets::text`],
  ['sources', `options::text`],
  ['subscriptions', `secrets::text`],
  ['subscriptions', `'"sealed": "' || headers_sealed`],
  ['subscriptions', `'"sealed": "' || coalesce(auth_sealed, '')`],
  ['signing_keys', `'"sealed": "' || sealed`],
  ['key_proof', `'"sealed": "' || sealed`],
] as const;

const FIND = SEALED_COLUMNS.map(
  ([table, text]) =>
    `SELECT found[1] AS key_id
     FROM kanca.${table}, regexp_matches(${text}, '"sealed": "v1\\.([0-9a-f]{8})\\.', 'g') AS found`,
).join(' UNION ');

/**
 * Refuses a database that holds secrets which were sealed with keys that this hub does not have: it would be ready, and refuse every provider whose
 * secret it cannot read. That is how a second replica with keys of its own starts, and a hub after a restore without its keys.
 * @param origin where this hub's keys come from: a file's path, or the name of a variable
 * @throws KancaError `conflict` that names the missing keys and says what to do
 */
export async function refuseMissingKeys(dataSource: DataSource, vault: SecretVault, origin: string): Promise<void> {
  // The first hub of a database leaves a proof of its key there, so that the second is told before there is any secret.
  await dataSource.query(`INSERT INTO kanca.key_proof (sealed) VALUES ($1) ON CONFLICT DO NOTHING`, [proofOf(vault)]);
  const rows = await dataSource.query<{ key_id: string }[]>(FIND);
  const missing = rows.filter(({ key_id }) => !vault.hasKey(key_id));
  if (missing.length === 0) {
    const [proof] = await dataSource.query<{ sealed: string }[]>(`SELECT sealed FROM kanca.key_proof`);
    // Keys may go out of the ring one day: the proof must not be the last thing that needs one.
    if (proof !== undefined && vault.needsReseal(proof.sealed))
      await dataSource.query(`UPDATE kanca.key_proof SET sealed = $1`, [proofOf(vault)]);
    return;
  }
  const ids = [...new Set(missing.map(({ key_id }) => key_id))].sort().join(', ');
  throw new KancaError(
    'conflict',
    `The database was used with the encryption key ${ids}, which is not among the keys of ${origin}: what was sealed with it cannot be read. ` +
      'Every hub of a database needs the same keys: set KANCA_ENCRYPTION_KEYS to those of the hub that made the secrets ' +
      '(in the file encryption.key of its data directory, if it has none set), or put that file back.',
  );
}

function proofOf(vault: SecretVault): string {
  return vault.seal('proof', 'key-proof');
}
