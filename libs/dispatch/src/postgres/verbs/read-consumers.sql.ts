import type { RetryPolicy, Where } from '@kanca/core';
import { bigint, statement } from '@kanca/database';
import type { Consumer, ConsumerKind, ConsumerSettings, ConsumerState } from '../../ports/consumer-catalogue.js';

export interface ConsumerRow {
  readonly version: string;
  readonly total: string;
  readonly id: string | null;
  readonly tenant: string;
  readonly kind: ConsumerKind;
  readonly name: string;
  readonly filters: readonly string[];
  readonly state: ConsumerState;
  readonly concurrency: number;
  readonly timeout_ms: number;
  readonly retry: RetryPolicy;
  readonly reply: boolean;
  readonly where: Where | null;
  readonly order: number | null;
  readonly order_by: string | null;
  readonly on_poison: Consumer['onPoison'];
  readonly rate_limit: number | null;
  readonly pull: boolean;
  readonly settings: ConsumerSettings;
  readonly revision: string;
}

/**
 * The consumers that changed after `version` (all of them after 0), with the version and the number of consumers there are, from one
 * snapshot. Changes are versioned under one row lock, so none with a lower version can commit later.
 */
export const readConsumers = statement<ConsumerRow>()({
  name: 'read-consumers',
  params: { version: bigint },
  text: `
    SELECT s.version, (SELECT count(*) FROM kanca.consumers) AS total,
           c.id, c.tenant, c.kind, c.name, c.filters, c.state, c.concurrency, c.timeout_ms, c.retry, c.reply, c."where", c."order",
           c.order_by, c.on_poison, c.rate_limit, c.pull, c.settings, c.revision
    FROM kanca.consumer_set s LEFT JOIN kanca.consumers c ON c.revision > :version`,
});
