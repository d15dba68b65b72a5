import { KancaError } from '@kanca/core';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ApiKeys } from '../keys/api-keys.js';
import type { Caller } from '../keys/caller.js';
import { allows } from '../keys/scope.js';
import { bearerKey } from './bearer-key.js';
import { OPERATION, type OperationInfo } from './operation.decorator.js';

export const CALLER = Symbol('kanca:caller');

/** Lets a request through when its key has the scope that the operation needs. An operation without a description is closed. */
@Injectable()
export class KeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.reflector.get<OperationInfo | undefined>(OPERATION, context.getHandler());
    if (operation?.scope === null) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & { [CALLER]?: Caller }>();
    const key = bearerKey(request.headers.authorization);
    const caller = key === undefined ? null : await this.keys.find(key);
    if (caller === null)
      throw new KancaError('unauthorized', 'Send your API key as: Authorization: Bearer kanca_…', {
        headers: { 'www-authenticate': 'Bearer' },
      });
    const needed = operation?.scope ?? 'admin';
    if (needed !== 'any' && !allows(caller.scopes, needed))
      throw new KancaError(
        'forbidden',
        `This needs a key with the scope ${needed}; yours has ${caller.scopes.join(', ')}.`,
      );
    request[CALLER] = caller;
    return true;
  }
}
