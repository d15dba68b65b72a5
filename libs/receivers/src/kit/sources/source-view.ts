import { shownOptions } from './source-options.js';
import { uriOf } from './source.js';
import type { Assurance, ReceiverDefinition, UnsignedAttribute } from '../receiver-definition.js';
import type { SealedSecrets } from './sealed-secrets.js';
import type { SealedSecret, SourceEntity } from './source.entity.js';
import type { SourceOrigin, SourceState } from './source.js';

/** A secret as it may be shown: that it is there, and since when. */
export interface SecretView {
  /** `sec_…`. */
  readonly sid: string;
  readonly createdAt: Date;
  /** The address it came from, of one that the provider handed over; null of one that was entered. */
  readonly handedOverFrom: string | null;
}

/** A source as it may be shown. */
export interface SourceView {
  /** UUID. */
  readonly id: string;
  readonly tenant: string;
  readonly provider: string;
  readonly name: string | null;
  /** What follows the address of the ingress in its URL: `/github/acme`. */
  readonly uri: string;
  readonly state: SourceState;
  /** The ids of the encryption keys that its secrets were sealed with and that this process lacks. */
  readonly missingKeys: readonly string[];
  readonly origin: SourceOrigin;
  /** Null when the hub has no such receiver any more. */
  readonly assurance: Assurance | null;
  /** What of its events the provider does not sign, though it signs the body: `id`, `type`. */
  readonly unsigned: readonly UnsignedAttribute[];
  readonly secrets: readonly SecretView[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Until when it takes a secret that its provider hands over; null while it takes none. */
  readonly awaitsSecretUntil: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function sourceViewOf(
  entity: SourceEntity,
  receiver: ReceiverDefinition | undefined,
  secrets: SealedSecrets,
): SourceView {
  return {
    id: entity.id,
    tenant: entity.tenant,
    provider: entity.provider,
    name: entity.name,
    uri: uriOf(entity.provider, entity.name),
    state: receiver?.secret === null ? 'ready' : stateOf(entity, secrets),
    missingKeys: secrets.missingKeys(entity, entity.secrets),
    origin: entity.origin,
    assurance: receiver?.assuranceOf?.(entity.options) ?? receiver?.assurance ?? null,
    unsigned: receiver?.unsignedOf(entity.options) ?? [],
    secrets: entity.secrets.map(secretViewOf),
    options: shownOptions(entity.options),
    awaitsSecretUntil: entity.awaitsSecretUntil,
    createdAt: entity.createdAt,
    updatedAt: entity.updatedAt,
  };
}

function stateOf(entity: SourceEntity, secrets: SealedSecrets): SourceState {
  if (entity.secrets.length === 0) return 'needs_secret';
  return secrets.openThoseThatOpen(entity, entity.secrets).length === 0 ? 'needs_key' : 'ready';
}

export function secretViewOf({ sid, createdAt, handedOverFrom }: SealedSecret): SecretView {
  return { sid, createdAt: new Date(createdAt), handedOverFrom: handedOverFrom ?? null };
}
