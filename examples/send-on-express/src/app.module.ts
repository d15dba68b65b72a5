import { DatabaseModule, SecretVault } from '@kanca/database';
import { DispatchModule, dispatchTables } from '@kanca/dispatch';
import { openEgress } from '@kanca/egress';
import { SenderModule, senderTables } from '@kanca/sender';
import { Module } from '@nestjs/common';
import { required } from './environment.js';
import { OrdersController } from './orders.controller.js';
import { SubscribersController } from './subscribers.controller.js';

/** Of each library that is used here. */
export const TABLES = [dispatchTables, senderTables];

@Module({
  imports: [
    DatabaseModule.register({ url: required('DATABASE_URL'), tables: TABLES }),
    DispatchModule.register(),
    // Asynchronously, as you would with a ConfigService to inject.
    SenderModule.registerAsync({
      useFactory: () => ({
        vault: SecretVault.withKeys(required('ENCRYPTION_KEYS')),
        ...openEgress({ allow: (process.env['EGRESS_ALLOW'] ?? '').split(',').filter((block) => block !== '') }),
      }),
    }),
  ],
  controllers: [OrdersController, SubscribersController],
})
export class AppModule {}
