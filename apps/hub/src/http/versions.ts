import { KancaError } from '@kanca/core';
import {
  createParamDecorator,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { OPERATION, type OperationInfo } from './operation.decorator.js';

const ETAG = /^(?:W\/)?"([0-9a-z]{1,11})"$/;
const BASE = 36;

/** The version of something that was changed last at a moment, as `ETag` and `If-Match` have it (RFC 9110, section 8.8.3). */
export function etagOf(updatedAt: Date): string {
  return `"${updatedAt.getTime().toString(BASE)}"`;
}

/**
 * When what is to be changed was changed last, as far as the caller knows; undefined without `If-Match` and for `*`.
 * @throws KancaError `invalid_request`
 */
export function momentOf(ifMatch: string | undefined): Date | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const [, version] = ETAG.exec(ifMatch.trim()) ?? [];
  if (version !== undefined) return new Date(Number.parseInt(version, BASE));
  const problem = 'is no version: send the ETag of the answer in which you saw what you change';
  throw new KancaError('invalid_request', `If-Match ${problem}.`, { problems: [{ field: 'If-Match', problem }] });
}

/** The condition of a change, as a parameter of a controller's method. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): Date | undefined =>
  momentOf(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

/** Tells the version of what an answer shows, where it has one. */
@Injectable()
export class VersionInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const operation = this.reflector.get<OperationInfo | undefined>(OPERATION, context.getHandler());
    if (operation?.versioned !== true) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer: unknown) => {
        const updatedAt: unknown =
          typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'updatedAt') : undefined;
        if (updatedAt instanceof Date) void reply.header('etag', etagOf(updatedAt));
        return answer;
      }),
    );
  }
}
