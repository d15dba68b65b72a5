import type { Statement } from '@kanca/database';

/** Every consumer and the version of the set they are, from one snapshot. */
export const readConsumers: Statement = {
  name: 'read-consumers',
  text: `
    SELECT s.version, c.id, c.tenant, c.kind, c.name, c.filters, c.state, c.concurrency, c.timeout_ms, c.retry, c.reply,
           c.revision
    FROM kanca.consumer_set s LEFT JOIN kanca.consumers c ON true
    ORDER BY c.id`,
};
