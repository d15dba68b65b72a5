import { KancaError } from '@kanca/core';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../keys/caller.js';
import { allows } from '../keys/scope.js';
import { Callers } from './callers.js';
import { OPERATION, type OperationInfo } from './operation.decorator.js';

export const CALLER = Symbol('kanca:caller');

/** Lets a request through when its key or session has the scope that the operation needs. An operation without a description is closed. */
@Injectable()
export class KeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.reflector.get<OperationInfo | undefined>(OPERATION, context.getHandler());
    if (operation?.scope === null) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & { [CALLER]?: Caller }>();
    const caller = await this.callers.of(request);
    if (caller === null) throw notSignedIn();
    const needed = operation?.scope ?? 'admin';
    if (needed !== 'any' && !allows(caller.scopes, needed))
      throw new KancaError('forbidden', `This needs the scope ${needed}; you have ${caller.scopes.join(', ')}.`);
    request[CALLER] = caller;
    return true;
  }
}

/** No session, or one that is over, and no key. */
export function notSignedIn(): KancaError {
  return new KancaError('unauthorized', 'Sign in, or send your API key as: Authorization: Bearer kanca_…', {
    headers: { 'www-authenticate': 'Bearer' },
  });
}
