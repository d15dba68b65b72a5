import type { Statement } from '@kanca/database';

/**
 * The consumers that changed after version `$1` (all of them after 0), with the version and the number of consumers there are, from
 * one snapshot. Changes are versioned under one row lock, so none with a lower version can commit later.
 */
export const readConsumers: Statement = {
  name: 'read-consumers',
  text: `
    SELECT s.version, (SELECT count(*) FROM kanca.consumers) AS total,
           c.id, c.tenant, c.kind, c.name, c.filters, c.state, c.concurrency, c.timeout_ms, c.retry, c.reply, c."where", c."order",
           c.order_by, c.on_poison, c.rate_limit, c.pull, c.revision
    FROM kanca.consumer_set s LEFT JOIN kanca.consumers c ON c.revision > $1`,
};
