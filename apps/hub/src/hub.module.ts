import { Module, type DynamicModule } from '@nestjs/common';
import { ApiModule } from './api/api.module.js';
import { OperationsModule } from './api/operations/operations.module.js';
import { AuditModule } from './audit/audit.module.js';
import { ConsoleModule } from './console/console.module.js';
import type { HubConfig } from './config/hub-config.js';
import { FoundationModule, type HubParts } from './foundation.module.js';
import { HttpModule } from './http/http.module.js';
import { IdempotencyModule } from './idempotency/idempotency.module.js';
import { OpenApiModule } from './openapi/openapi.module.js';

/** The hub: its modules, and which of them this process's roles use. */
@Module({})
export class HubModule {
  static of(config: HubConfig, parts: HubParts): DynamicModule {
    return {
      module: HubModule,
      imports: [
        FoundationModule.of(config, parts),
        // Before the other: a deadline counts the time that is spent on an Idempotency-Key, too.
        HttpModule,
        IdempotencyModule,
        // After it: what is answered from memory changes nothing.
        AuditModule,
        OperationsModule,
        ...(config.roles.has('api') ? [ApiModule, OpenApiModule] : []),
        ...(config.roles.has('console') ? [ConsoleModule] : []),
        ...parts.userModules,
      ],
    };
  }
}
