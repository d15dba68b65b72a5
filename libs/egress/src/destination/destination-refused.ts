import { KancaError } from '@kanca/core';

/** Why a destination may not be called. Stable: metrics are counted by it. */
export type RefusalReason = 'url' | 'scheme' | 'userinfo' | 'port' | 'name' | 'address' | 'own_origin';

/** A URL that may not be called. The message is fit for the tenant who gave the URL. */
export class DestinationRefused extends KancaError {
  override readonly name = 'DestinationRefused';

  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super('egress_refused', message);
  }
}
