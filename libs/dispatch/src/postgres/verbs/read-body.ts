import type { Statement } from '@kanca/database';

/**
 * Bytes `$3 + 1` to `$3 + $4` of one body, and the size of all of it: for bodies that were too large to come along with a claim.
 * In pieces, since the answer of 25 MB kept the process busy for 200 ms. The column is stored uncompressed, so that PostgreSQL
 * reads only the pages of the piece. As base64: a bytea comes as hex, which is half as long again.
 */
export const readBody: Statement = {
  name: 'read-body-piece',
  text: `
    SELECT octet_length(content) AS size, encode(substring(content FROM $3::int + 1 FOR $4::int), 'base64') AS piece
    FROM kanca.bodies WHERE tenant = $1 AND id = $2`,
};
