import { SecretVault, SqlPool } from '@kanca/database';
import { ChangeFeed, SecretBox } from '@kanca/receivers';
import { Module, type DynamicModule } from '@nestjs/common';

/** Binds what the edges ask for to what the database library has. */
@Module({})
export class PlatformModule {
  static register(vault: SecretVault): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: SecretVault, useValue: vault },
        { provide: SecretBox, useExisting: SecretVault },
        { provide: ChangeFeed, inject: [SqlPool], useFactory: (pool: SqlPool) => new PostgresChangeFeed(pool) },
      ],
      exports: [SecretVault, SecretBox, ChangeFeed],
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
