import type { DatabaseTables } from '@kanca/database';
import { BlockedCallEntity } from './blocked-call.entity.js';
import { CreateBlockedCalls1763800000022 } from './migrations/1763800000022-create-blocked-calls.js';

/** What the hub remembers of calls that it did not make. */
export const egressTables: DatabaseTables = {
  name: 'egress',
  entities: [BlockedCallEntity],
  migrations: [CreateBlockedCalls1763800000022],
};
