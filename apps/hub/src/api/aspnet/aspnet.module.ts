import { ReceiverRegistry } from '@kanca/receivers';
import { AspnetFilters, AspnetRegistrations, KnownProviders } from '@kanca/sender/management';
import { Module } from '@nestjs/common';
import { AspnetFiltersController } from './aspnet-filters.controller.js';
import { AspnetRegistrationsController } from './aspnet-registrations.controller.js';

/** The API of ASP.NET WebHooks, for clients that were written for it. */
@Module({
  controllers: [AspnetFiltersController, AspnetRegistrationsController],
  providers: [
    AspnetFilters,
    AspnetRegistrations,
    {
      provide: KnownProviders,
      inject: [ReceiverRegistry],
      useFactory: (receivers: ReceiverRegistry): KnownProviders => ({
        has: (name) => receivers.get(name) !== undefined,
      }),
    },
  ],
})
export class AspnetApiModule {}
