import { SystemRandomness } from '@kanca/core';
import { EncryptionKey, SecretVault, SqlPool } from '@kanca/database';
import { ChangeFeed, NoDocuments, RemoteDocuments, SecretBox } from '@kanca/receivers';
import { Module, type DynamicModule } from '@nestjs/common';

class PoolChangeFeed extends ChangeFeed {
  constructor(private readonly pool: SqlPool) {
    super();
  }

  onChange(channel: string, listener: () => void): () => void {
    const stop = this.pool.listen(channel, listener, listener);
    return () => void stop();
  }
}

@Module({})
class PlatformOfTest {}

/** What the receiving edge asks of its hub, on the test's database and with a key of its own. */
export function platformOfTest(): DynamicModule {
  const randomness = new SystemRandomness();
  const vault = new SecretVault([new EncryptionKey(Buffer.alloc(32, 7))], randomness);
  return {
    module: PlatformOfTest,
    providers: [
      { provide: SecretBox, useValue: vault },
      { provide: RemoteDocuments, useValue: new NoDocuments() },
      { provide: ChangeFeed, inject: [SqlPool], useFactory: (pool: SqlPool) => new PoolChangeFeed(pool) },
    ],
    exports: [SecretBox, ChangeFeed, RemoteDocuments],
  };
}
