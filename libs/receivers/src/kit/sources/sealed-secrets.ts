import { newUuid, toId } from '@kanca/core';
import type { Clock, Randomness } from '@kanca/core';
import type { SecretBox } from './secret-box.js';
import type { SealedSecret } from './source.entity.js';

/** The row that owns a secret. */
export interface SecretOwner {
  readonly tenant: string;
  readonly id: string;
}

/** Closes and opens the secrets of sources; each is bound to its row and its id, so that none can be moved. */
export class SealedSecrets {
  constructor(
    private readonly box: SecretBox,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  seal(owner: SecretOwner, secret: string): SealedSecret {
    const sid = toId('sec', newUuid(this.clock, this.randomness));
    const createdAt = new Date(this.clock.now()).toISOString();
    return { sid, createdAt, sealed: this.box.seal(secret, contextOf(owner, sid)) };
  }

  /** @throws Error when the key it was closed with is gone */
  open(owner: SecretOwner, { sid, sealed }: SealedSecret): string {
    return this.box.open(sealed, contextOf(owner, sid));
  }
}

function contextOf({ tenant, id }: SecretOwner, sid: string): string {
  return `source/${tenant}/${id}/${sid}`;
}
