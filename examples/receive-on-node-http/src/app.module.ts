import { DatabaseModule, SecretVault } from '@kanca/database';
import { DispatchModule, dispatchTables } from '@kanca/dispatch';
import { HandlersModule } from '@kanca/handlers';
import { ReceiversModule, receiverTables } from '@kanca/receivers';
import { GithubReceiverModule } from '@kanca/receivers/github';
import { Module } from '@nestjs/common';
import { Deployments } from './deployments.js';
import { required } from './environment.js';

/** Of each library that is used here. */
export const TABLES = [dispatchTables, receiverTables];

@Module({
  imports: [
    DatabaseModule.register({ url: required('DATABASE_URL'), tables: TABLES }),
    DispatchModule.register(),
    ReceiversModule.register({
      vault: SecretVault.withKeys(required('ENCRYPTION_KEYS')),
      publicUrl: process.env['PUBLIC_URL'] ?? 'http://localhost:3000',
    }),
    GithubReceiverModule.register({ secrets: [required('GITHUB_SECRET')] }),
    HandlersModule,
  ],
  providers: [Deployments],
})
export class AppModule {}
