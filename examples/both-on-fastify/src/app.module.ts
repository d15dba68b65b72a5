import { DatabaseModule, SecretVault } from '@kanca/database';
import { DispatchModule, dispatchTables } from '@kanca/dispatch';
import { openEgress } from '@kanca/egress';
import { HandlersModule } from '@kanca/handlers';
import { ReceiversModule, receiverTables } from '@kanca/receivers';
import { GithubReceiverModule } from '@kanca/receivers/github';
import { SenderModule, senderTables } from '@kanca/sender';
import { Module } from '@nestjs/common';
import { Deployments } from './deployments.js';
import { required } from './environment.js';
import { Subscriber } from './subscriber.js';

/** Of each library that is used here. */
export const TABLES = [dispatchTables, receiverTables, senderTables];

const publicUrl = process.env['PUBLIC_URL'] ?? 'http://localhost:3000';
const vault = SecretVault.withKeys(required('ENCRYPTION_KEYS'));
const allow = (process.env['EGRESS_ALLOW'] ?? '').split(',').filter((block) => block !== '');
// One way out for both edges: receivers ask providers for keys, the sender calls subscribers.
const egress = openEgress({ allow, ownOrigins: [publicUrl] });

@Module({
  imports: [
    DatabaseModule.register({ url: required('DATABASE_URL'), tables: TABLES }),
    DispatchModule.register(),
    ReceiversModule.register({ vault, client: egress.client, publicUrl }),
    GithubReceiverModule.register({ secrets: [required('GITHUB_SECRET')] }),
    SenderModule.register({ vault, ...egress }),
    HandlersModule,
  ],
  providers: [Deployments, Subscriber],
})
export class AppModule {}
