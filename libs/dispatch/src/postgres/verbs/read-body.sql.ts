import { int, statement, text, uuid } from '@kanca/database';

export interface BodyPiece {
  /** Of the whole body, in bytes. */
  readonly size: number;
  /** Base64. */
  readonly piece: string;
}

/**
 * One piece of a body, `length` bytes behind the first `start`, and the size of all of it: for bodies that were too large to come along with
 * a claim. In pieces, since the answer of 25 MB kept the process busy for 200 ms. The column is stored uncompressed, so that PostgreSQL
 * reads only the pages of the piece. As base64: a bytea comes as hex, which is half as long again.
 */
export const readBody = statement<BodyPiece>()({
  name: 'read-body-piece',
  params: { tenant: text, id: uuid, start: int, length: int },
  text: `
    SELECT octet_length(content) AS size, encode(substring(content FROM :start + 1 FOR :length), 'base64') AS piece
    FROM kanca.bodies WHERE tenant = :tenant AND id = :id`,
});
