import type { DatabaseTables } from '@kanca/database';
import { CreateSessions1763800000091 } from './migrations/1763800000091-create-sessions.js';

/** The part of the database that knows who is signed in. */
export const sessionTables: DatabaseTables = {
  name: 'sessions',
  entities: [],
  migrations: [CreateSessions1763800000091],
};
