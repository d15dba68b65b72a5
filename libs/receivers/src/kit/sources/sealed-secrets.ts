import { Clock, newUuid, Randomness, toId } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { isSealed, mapOptions } from './source-options.js';
import type { OptionField } from '../receiver-definition.js';
import type { SourceOptions } from '../verify/scheme.js';
import type { SealedSecret } from './source.entity.js';

/** The row that owns a secret. */
export interface SecretOwner {
  readonly tenant: string;
  readonly id: string;
}

/** Closes and opens the secrets of sources; each is bound to its row and its id, so that none can be moved. */
@Injectable()
export class SealedSecrets {
  constructor(
    private readonly vault: SecretVault,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  seal(owner: SecretOwner, secret: string): SealedSecret {
    const sid = toId('sec', newUuid(this.clock, this.randomness));
    const createdAt = new Date(this.clock.now()).toISOString();
    return { sid, createdAt, sealed: this.vault.seal(secret, contextOf(owner, sid)) };
  }

  /** The options with the secret ones encrypted; those encrypted already stay as they are. */
  sealOptions(owner: SecretOwner, fields: readonly OptionField[], options: SourceOptions): SourceOptions {
    const secret = new Set(fields.filter(({ kind }) => kind === 'secret').map(({ name }) => name));
    return mapOptions(options, (value, name) =>
      secret.has(name) && typeof value === 'string'
        ? { sealed: this.vault.seal(value, contextOf(owner, `option/${name}`)) }
        : value,
    );
  }

  /** @throws Error when the key one was closed with is gone */
  openOptions(owner: SecretOwner, options: SourceOptions): SourceOptions {
    return mapOptions(options, (value, name) =>
      isSealed(value) ? this.vault.open(value.sealed, contextOf(owner, `option/${name}`)) : value,
    );
  }

  /** @throws Error when the key it was closed with is gone */
  open(owner: SecretOwner, { sid, sealed }: SealedSecret): string {
    return this.vault.open(sealed, contextOf(owner, sid));
  }

  /** Without those whose key is gone. */
  openThoseThatOpen(owner: SecretOwner, secrets: readonly SealedSecret[]): readonly string[] {
    return secrets.flatMap((secret) => {
      try {
        return [this.open(owner, secret)];
      } catch {
        return [];
      }
    });
  }

  /** The ids of the encryption keys that were used for them and are missing here. */
  missingKeys(owner: SecretOwner, secrets: readonly SealedSecret[]): readonly string[] {
    const closed = secrets.filter((secret) => this.openThoseThatOpen(owner, [secret]).length === 0);
    return [...new Set(closed.flatMap(({ sealed }) => keyIdOf(sealed) ?? []))];
  }
}

/** Sealed text says in the clear which key it was sealed with: `v1.<key id>.…`. */
function keyIdOf(sealed: string): string | null {
  return /^v1\.([0-9a-f]{8})\./.exec(sealed)?.[1] ?? null;
}

function contextOf({ tenant, id }: SecretOwner, sid: string): string {
  return `source/${tenant}/${id}/${sid}`;
}
