import type { DatabaseTables } from '@kanca/database';
import { dispatchTables } from '@kanca/dispatch';
import { receiverTables } from '@kanca/receivers';
import { senderTables } from '@kanca/sender';
import { auditTables } from './audit/audit-tables.js';
import { idempotencyTables } from './idempotency/idempotency-tables.js';
import { keyTables } from './keys/key-tables.js';
import { sessionTables } from './sessions/session-tables.js';
import { userTables } from './users/user-tables.js';

/** Every table of the hub, in the order of the arrows. */
export const HUB_TABLES: readonly DatabaseTables[] = [
  dispatchTables,
  receiverTables,
  senderTables,
  keyTables,
  idempotencyTables,
  auditTables,
  userTables,
  sessionTables,
];
