import { statement, text } from '@kanca/database';
import { WORKERS, PROCESS_OF_WORKER } from '../../wake-up/worker-locks.js';

/**
 * Lets the claims of workers that are gone expire in three seconds: those whose process holds its lock no more. A worker whose connection was
 * merely cut takes its lock again and prolongs its claims before that. The claims of the asking `process` are left alone. Claims of consumers
 * that fetch their deliveries belong to no worker: they are made in their own name.
 */
export const hastenClaimsOfTheGone = statement()({
  name: 'hasten-claims-of-the-gone',
  params: { process: text },
  text: `
    WITH alive AS MATERIALIZED (
      SELECT l.objid::bigint AS process FROM pg_catalog.pg_locks l
      WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.classid = ${String(WORKERS)}::oid AND l.granted
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())
    )
    UPDATE kanca.claims k SET lease_until = now() + interval '3 seconds'
    WHERE k.worker <> k.id AND k.lease_until > now() + interval '3 seconds' AND right(k.worker::text, 8) <> :process
      AND ${PROCESS_OF_WORKER}::bigint NOT IN (SELECT process FROM alive)`,
});
