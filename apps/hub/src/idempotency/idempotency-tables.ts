import type { DatabaseTables } from '@kanca/database';
import { RememberRequests1763800000021 } from './migrations/1763800000021-remember-requests.js';

/** The part of the database that remembers requests with an `Idempotency-Key`. */
export const idempotencyTables: DatabaseTables = {
  name: 'idempotency',
  entities: [],
  migrations: [RememberRequests1763800000021],
};
