import { Observer } from '@kanca/core';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { DtoPipe } from './dto.pipe.js';
import { KeysModule } from '../keys/keys.module.js';
import { Callers } from './callers.js';
import { DeadlineInterceptor } from './deadline.interceptor.js';
import { KeyGuard } from './key.guard.js';
import { MaskQueriesInterceptor } from './mask-queries.interceptor.js';
import { OwnServer } from './own-server.js';
import { RequestOrigins } from './request-origin.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { VersionInterceptor } from './versions.js';
import { ProblemFilter } from './problem.filter.js';

/** What holds for every call: who may make it, how long it may take, what of its URL is remembered, and how its errors are told. */
@Module({
  imports: [KeysModule, SessionsModule],
  providers: [
    OwnServer,
    Callers,
    RequestOrigins,
    { provide: APP_GUARD, useClass: KeyGuard },
    { provide: APP_PIPE, useClass: DtoPipe },
    { provide: APP_INTERCEPTOR, useClass: DeadlineInterceptor },
    { provide: APP_INTERCEPTOR, useClass: MaskQueriesInterceptor },
    { provide: APP_INTERCEPTOR, useClass: VersionInterceptor },
    { provide: APP_FILTER, inject: [Observer], useFactory: (observer: Observer) => new ProblemFilter(observer) },
  ],
  exports: [OwnServer, Callers, RequestOrigins],
})
export class HttpModule {}
