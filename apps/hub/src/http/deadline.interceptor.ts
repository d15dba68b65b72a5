import { KancaError } from '@kanca/core';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { throwError, timeout, type Observable } from 'rxjs';
import { OPERATION, type OperationInfo } from './operation.decorator.js';

/** Most clients and load balancers wait for 15 s or more. */
const DEADLINE_MS = 10_000;

/**
 * Answers 503 when a call of the management API takes longer than its deadline, which happens when the database hangs or a table is
 * locked. The work itself is not stopped: it may still be done.
 */
@Injectable()
export class DeadlineInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const operation = this.reflector.get<OperationInfo | undefined>(OPERATION, context.getHandler());
    const { deadlineMs = DEADLINE_MS } = operation ?? {};
    if (deadlineMs === null) return next.handle();
    return next.handle().pipe(timeout({ first: deadlineMs, with: () => throwError(() => tooLate(deadlineMs)) }));
  }
}

function tooLate(deadlineMs: number): KancaError {
  return new KancaError(
    'unavailable',
    `The hub could not finish this within ${String(deadlineMs / 1_000)} s: the database is slow or does not answer. ` +
      'A change may still be made: look before you repeat it, or repeat a POST with the same Idempotency-Key.',
    { retryAfterSeconds: 10 },
  );
}
