import { KancaError } from '@kanca/core';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../keys/api-keys.js';
import { CALLER } from './key.guard.js';

/** The tenants a caller may touch. */
export class Tenancy {
  constructor(private readonly own: string | null) {}

  /** What the caller may see: one tenant, or `*`. */
  get visible(): string {
    return this.own ?? '*';
  }

  /** What a new key is bound to: a bound key makes keys for its own tenant only. */
  bind(wanted: string | undefined): string | null {
    return this.own === null ? (wanted ?? null) : this.choose(wanted);
  }

  /** @throws KancaError `forbidden` for a key that is bound to a tenant: what it asks for is the whole hub's */
  assertUnbound(): void {
    if (this.own !== null)
      throw new KancaError('forbidden', 'This concerns every tenant: it needs a key that is bound to none.');
  }

  /**
   * The tenant that something new belongs to.
   * @throws KancaError `forbidden` when the key is bound to another one
   */
  choose(wanted: string | undefined): string {
    if (this.own !== null && wanted !== undefined && wanted !== this.own)
      throw new KancaError('forbidden', `This key belongs to the tenant ${this.own}.`);
    return wanted ?? this.own ?? 'default';
  }
}

export const CallerTenancy = createParamDecorator((_: unknown, context: ExecutionContext): Tenancy => {
  const request = context.switchToHttp().getRequest<FastifyRequest & { [CALLER]?: Caller }>();
  const caller = request[CALLER];
  if (caller === undefined) throw new Error('An operation that asks for the tenant must need a key.');
  return new Tenancy(caller.tenant);
});
