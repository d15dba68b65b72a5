import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../keys/caller.js';
import { CALLER } from './key.guard.js';

/**
 * Who sent the request: what the guard made of its key.
 * @throws Error when the operation needs no key, which is a mistake of ours
 */
export function callerOf(context: ExecutionContext): Caller {
  const caller = context.switchToHttp().getRequest<FastifyRequest & { [CALLER]?: Caller }>()[CALLER];
  if (caller === undefined) throw new Error('An operation that asks who calls must need a key.');
  return caller;
}

/** The caller, as a parameter of a controller's method. */
export const CallingKey = createParamDecorator((_: unknown, context: ExecutionContext): Caller => callerOf(context));
