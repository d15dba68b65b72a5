import { bigint, statement } from '@kanca/database';
import type { ConsumerKind, ConsumerState } from '../ports/consumer-catalogue.js';

export interface ConsumerSinceRow {
  readonly version: string;
  /** null: nothing has changed. */
  readonly id: string | null;
  readonly tenant: string;
  readonly kind: ConsumerKind;
  readonly name: string;
  readonly state: ConsumerState;
  readonly revision: string;
}

/** The consumers that changed after a version of the set of all consumers, and the version that stands now. */
export const consumersSince = statement<ConsumerSinceRow>()({
  name: 'consumers-since',
  params: { revision: bigint, limit: bigint },
  text: `
    SELECT s.version, c.* FROM kanca.consumer_set s
    LEFT JOIN LATERAL (
      SELECT id, tenant, kind, name, state, revision FROM kanca.consumers
      WHERE revision > :revision AND s.version > :revision
      ORDER BY revision DESC LIMIT :limit) AS c ON true`,
});
