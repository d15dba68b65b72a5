import { KancaError } from '@kanca/core';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { callerOf } from './caller.decorator.js';

/** The tenants a caller may touch. */
export class Tenancy {
  /** @param own the one tenant that the key is bound to; null for none */
  constructor(readonly own: string | null) {}

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

/** The tenants of the caller, as a parameter of a controller's method. */
export const CallerTenancy = createParamDecorator(
  (_: unknown, context: ExecutionContext): Tenancy => new Tenancy(callerOf(context).tenant),
);
