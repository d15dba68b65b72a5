import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { allows } from '../keys/scope.js';
import { CALLER } from './key.guard.js';
import { withMaskedQueries } from './masked-queries.js';
import type { Caller } from '../keys/caller.js';

/** Shows the URLs of endpoints without the values of their queries to API keys that may not manage, in all answers. */
@Injectable()
export class MaskQueriesInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const caller = context.switchToHttp().getRequest<FastifyRequest & { [CALLER]?: Caller }>()[CALLER];
    if (caller === undefined || allows(caller.scopes, 'manage')) return next.handle();
    return next.handle().pipe(map((answer: unknown) => withMaskedQueries(answer)));
  }
}
