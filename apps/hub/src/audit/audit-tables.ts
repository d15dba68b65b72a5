import type { DatabaseTables } from '@kanca/database';
import { CreateAudit1763800000110 } from './migrations/1763800000110-create-audit.js';

/** The audit's part of the database. */
export const auditTables: DatabaseTables = { name: 'audit', entities: [], migrations: [CreateAudit1763800000110] };
