import type { Client, Pool } from 'pg';

/** The open connections of all pools to one database. */
export class Connections {
  private readonly open = new Set<Client>();
  private readonly idle = new Set<Client>();

  watch(pool: Pool): void {
    pool.on('acquire', (client) => {
      this.open.add(client);
      this.idle.delete(client);
    });
    pool.on('release', (_error, client) => this.idle.add(client));
    pool.on('remove', (client) => {
      this.open.delete(client);
      this.idle.delete(client);
    });
  }

  /**
   * Ends those that nobody uses at the moment, without asking the server: it may not answer. When one connection turns out to be dead without either
   * end having heard of it (a firewall that forgot it, a server that vanished), the idle ones are most likely as dead, and each would cost a caller
   * the whole time-out.
   */
  cutIdle(): void {
    for (const client of [...this.idle]) client.connection.stream.destroy();
  }

  /** Ends all of them: statements that run fail. */
  cutAll(): void {
    for (const client of [...this.open]) client.connection.stream.destroy();
  }
}
