import { SecretVault, SqlPool } from '@kanca/database';
import { Clock } from '@kanca/core';
import type { GuardedClient } from '@kanca/egress';
import { ChangeFeed, FetchedDocuments, RemoteDocuments, SecretBox } from '@kanca/receivers';
import { Module, type DynamicModule } from '@nestjs/common';

/** Binds what the edges ask for to what the database library has. */
@Module({})
export class PlatformModule {
  static register(vault: SecretVault, client: GuardedClient): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: SecretVault, useValue: vault },
        { provide: SecretBox, useExisting: SecretVault },
        { provide: ChangeFeed, inject: [SqlPool], useFactory: (pool: SqlPool) => new PostgresChangeFeed(pool) },
        {
          provide: RemoteDocuments,
          inject: [Clock],
          useFactory: (clock: Clock) => new FetchedDocuments(client, clock),
        },
      ],
      exports: [SecretVault, SecretBox, ChangeFeed, RemoteDocuments],
    };
  }
}

class PostgresChangeFeed extends ChangeFeed {
  constructor(private readonly pool: SqlPool) {
    super();
  }

  onChange(channel: string, listener: () => void): () => void {
    const stop = this.pool.listen(channel, listener, listener);
    return () => void stop();
  }
}
