import type { Statement } from '@kanca/database';

/** One body by its key. For the bodies that were too large to come along with a claim. */
export const readBody: Statement = {
  name: 'read-body',
  text: `SELECT content FROM kanca.bodies WHERE tenant = $1 AND id = $2`,
};
