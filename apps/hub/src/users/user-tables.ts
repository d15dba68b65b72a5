import type { DatabaseTables } from '@kanca/database';
import { CreateUsers1763800000090 } from './migrations/1763800000090-create-users.js';
import { UserEntity } from './user.entity.js';

/** The users' part of the database. */
export const userTables: DatabaseTables = {
  name: 'users',
  entities: [UserEntity],
  migrations: [CreateUsers1763800000090],
};
