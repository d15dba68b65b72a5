import type { Statement } from '@kanca/database';

/**
 * The bodies of many events; `$1` their tenants, `$2` their ids.
 * As base64: a bytea comes as hex, which is half as long again and slower to read.
 */
export const readBodies: Statement = {
  name: 'read-bodies',
  text: `
    SELECT b.id, encode(b.content, 'base64') AS content
    FROM unnest($1::text[], $2::uuid[]) AS wanted(tenant, id)
    JOIN kanca.bodies b ON b.tenant = wanted.tenant AND b.id = wanted.id`,
};
