import type { DatabaseTables } from '@kanca/database';
import { ApiKeyEntity } from './api-key.entity.js';
import { CreateApiKeys1763800000004 } from './migrations/1763800000004-create-api-keys.js';
import { MarkConfiguredKeys1763800000034 } from './migrations/1763800000034-mark-configured-keys.js';
import { ProveKeys1763800000053 } from './migrations/1763800000053-prove-keys.js';

/** The keys' part of the database. */
export const keyTables: DatabaseTables = {
  name: 'keys',
  entities: [ApiKeyEntity],
  migrations: [CreateApiKeys1763800000004, MarkConfiguredKeys1763800000034, ProveKeys1763800000053],
};
