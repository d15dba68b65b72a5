import { Clock, KancaError, Randomness, uuidOf } from '@kanca/core';
import { DestinationPolicy } from '@kanca/egress';
import { generateSecret } from '@kanca/signing';
import { Injectable } from '@nestjs/common';
import { FormatRegistry, readSecret } from '../formats/format-registry.js';
import type { SealedSecret } from '../model/subscription.entity.js';
import { SubscriptionStore } from './subscription-store.js';
import type { SubscriptionWithSecret } from '../model/subscription.js';
import { validateInput } from './validate-input.js';
import { SecretKeeper } from '../secrets/secret-keeper.js';
import { SecretUses } from '../secrets/secret-uses.js';

/** Default overlap of a rotation: both secrets sign for a day. */
const DEFAULT_OVERLAP_MS = 86_400_000;

/** A secret as it may be shown. */
export interface SecretView {
  readonly id: string;
  readonly createdAt: Date;
  /** When it stops signing; null while it does not. */
  readonly expiresAt: Date | null;
  /** When it last signed something, to the minute; null when it never did. */
  readonly lastUsedAt: Date | null;
}

/** The secrets of a subscription: all of them replaced by one, or each by itself. */
@Injectable()
export class SubscriptionSecrets {
  constructor(
    private readonly store: SubscriptionStore,
    private readonly keeper: SecretKeeper,
    private readonly uses: SecretUses,
    private readonly formats: FormatRegistry,
    private readonly destinations: DestinationPolicy,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Those that sign now, the newest first. */
  async list(tenant: string, id: string): Promise<readonly SecretView[]> {
    const subscription = await this.store.read(tenant, id);
    const uses = await this.uses.of({ tenant: subscription.tenant, id: uuidOf('sub', id) });
    return subscription.secrets.map((secret) => ({ ...secret, lastUsedAt: uses.get(secret.id) ?? null }));
  }

  /**
   * Makes a new secret that signs at once; the ones before sign on for `overlapMs`, or to their own end where that is earlier. Shown this
   * one time.
   * @throws KancaError `not_found`, `conflict` when there are too many, `invalid_request` for a secret that the format cannot read
   */
  async rotate(
    tenant: string,
    id: string,
    { overlapMs = DEFAULT_OVERLAP_MS, secret = generateSecret(this.randomness) } = {},
  ): Promise<SubscriptionWithSecret> {
    const { format } = (await this.store.find(tenant, id)).row;
    validateInput({ secret, format }, this.destinations, this.formats);
    const expiresAt = new Date(this.clock.now() + overlapMs).toISOString();
    const changed = await this.store.change(tenant, id, ({ row, consumer }) => ({
      row: {
        ...this.keeper.withRoom(row),
        secrets: [
          this.keeper.seal(row, secret),
          ...this.keeper.active(row).map((old) => ({ ...old, expiresAt: earlier(old.expiresAt, expiresAt) })),
        ],
      },
      consumer,
    }));
    return { ...changed, secret };
  }

  /**
   * One more that signs, beside those there are. Shown this one time.
   * @throws KancaError `conflict` when there are too many, `invalid_request` for a secret that the format cannot read
   */
  async add(
    tenant: string,
    id: string,
    options: { readonly secret?: string | undefined; readonly expiresAt?: Date | null | undefined },
  ): Promise<SecretView & { readonly secret: string }> {
    const { secret = generateSecret(this.randomness), expiresAt = null } = options;
    this.assertAhead(expiresAt);
    const { secrets } = await this.store.change(tenant, id, ({ row, consumer }) => {
      this.assertReadable(row.format, secret);
      return {
        consumer,
        row: {
          ...this.keeper.withRoom(row),
          secrets: [this.keeper.seal(row, secret, expiresAt), ...this.keeper.active(row)],
        },
      };
    });
    const [added] = secrets;
    if (added === undefined) throw new Error('The secret that was added is gone.');
    return { ...added, lastUsedAt: null, secret };
  }

  /**
   * When a secret stops signing; null when it is to sign on.
   * @throws KancaError `not_found`, or `conflict` when nothing would be left that signs
   */
  async expire(tenant: string, id: string, sid: string, expiresAt: Date | null): Promise<readonly SecretView[]> {
    this.assertAhead(expiresAt);
    await this.replace(tenant, id, sid, (secret) => [{ ...secret, expiresAt: expiresAt?.toISOString() ?? null }]);
    return this.list(tenant, id);
  }

  /**
   * A secret signs no more, from this moment on.
   * @throws KancaError `not_found`, or `conflict` when nothing would be left that signs
   */
  async revoke(tenant: string, id: string, sid: string): Promise<void> {
    await this.replace(tenant, id, sid, () => []);
  }

  private async replace(
    tenant: string,
    id: string,
    sid: string,
    by: (secret: SealedSecret) => readonly SealedSecret[],
  ): Promise<void> {
    await this.store.change(tenant, id, ({ row, consumer }) => {
      const active = this.keeper.active(row);
      if (!active.some((secret) => secret.sid === sid))
        throw new KancaError('not_found', `No secret of ${id} that signs has the id ${sid}.`);
      const secrets = active.flatMap((secret) => (secret.sid === sid ? by(secret) : [secret]));
      if (!secrets.some(({ expiresAt }) => expiresAt === null))
        throw new KancaError(
          'conflict',
          'Nothing would be left that signs for good: make another secret first, with POST …/secrets or …/rotate-secret.',
        );
      return { consumer, row: { ...row, secrets } };
    });
  }

  private assertReadable(format: string, secret: string): void {
    try {
      readSecret(this.formats.require(format), secret);
    } catch (error) {
      const problem = error instanceof Error ? error.message : 'cannot be read';
      throw new KancaError('invalid_request', `secret: ${problem}`, { problems: [{ field: 'secret', problem }] });
    }
  }

  private assertAhead(expiresAt: Date | null): void {
    if (expiresAt === null || expiresAt.getTime() > this.clock.now()) return;
    const problem = 'lies in the past: to end a secret now, delete it';
    throw new KancaError('invalid_request', `expiresAt: ${problem}`, { problems: [{ field: 'expiresAt', problem }] });
  }
}

/** Of two times as `toISOString` writes them; null is never. */
function earlier(one: string | null, other: string): string {
  return one !== null && one < other ? one : other;
}
