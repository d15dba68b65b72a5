import { DATABASE_USER } from './cluster.js';
import type { ServerHome } from './server-home.js';

/** The database that the hub uses. */
export const DATABASE_NAME = 'kanca';

/** Where the embedded server's database is. Holds the password. */
export function serverUrl({ password }: ServerHome, port: number): string {
  return `postgres://${DATABASE_USER}:${password}@127.0.0.1:${String(port)}/${DATABASE_NAME}`;
}

/** The same server's own database, which is there from the first moment. */
export function administrationUrl({ password }: ServerHome, port: number): string {
  return `postgres://${DATABASE_USER}:${password}@127.0.0.1:${String(port)}/postgres`;
}
