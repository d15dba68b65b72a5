import { isDeepStrictEqual } from 'node:util';
import { KancaError, newUuid } from '@kanca/core';
import { sourceSettings } from '../pipeline/source-settings.js';
import { formerTenantOf, rememberUrl } from './given-up-urls.js';
import { problemOfName } from './source-name.js';
import { SourceEntity } from './source.entity.js';
import { uriOf } from './source.js';
import type { Clock, Randomness } from '@kanca/core';
import type { EntityManager } from 'typeorm';
import type { ReceiverRegistry } from '../receiver-registry.js';
import type { SettingProblem, SourceSettings } from '../pipeline/source-settings.js';
import type { SealedSecrets } from './sealed-secrets.js';
import type { SourceSpec } from './source.js';

export interface SyncParts {
  readonly registry: ReceiverRegistry;
  readonly secrets: SealedSecrets;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

interface Wanted extends SourceSettings {
  readonly tenant: string;
  readonly provider: string;
  readonly name: string | null;
}

/**
 * Makes the stored sources what the configuration says. Rows that say it already are left untouched, so that replicas which start
 * together write once. A source that was made by hand at the same URL becomes the configuration's. Sources that an earlier
 * configuration named and this one does not are removed, but not by a process that has none: it may just have been started without
 * its file. The operator writes the configuration, so it gets a URL that another tenant has, or gave up; that is told.
 * @returns one sentence for each URL that was another tenant's
 * @throws KancaError `invalid_request` naming everything that is wrong in any of them
 */
export async function syncFileSources(
  manager: EntityManager,
  specs: readonly SourceSpec[],
  parts: SyncParts,
): Promise<readonly string[]> {
  const wanted = wantedOf(specs, parts.registry);
  if (wanted.length === 0) return [];
  const now = parts.clock.now();
  const remarks: string[] = [];
  // Replicas that start together take turns.
  await manager.query(`SELECT pg_advisory_xact_lock(hashtext('kanca_sources'))`);
  const stored = new Map((await manager.find(SourceEntity)).map((entity) => [keyOf(entity), entity]));

  for (const source of wanted) {
    const entity = stored.get(keyOf(source));
    stored.delete(keyOf(source));
    if (entity?.tenant === source.tenant) await update(manager, entity, source, parts);
    else {
      const uri = uriOf(source.provider, source.name);
      const former = entity?.tenant ?? (await formerTenantOf(manager, uri, source.tenant, now));
      if (former !== null) remarks.push(takenOver(uri, source.tenant, former));
      if (entity !== undefined) await manager.remove(entity);
      await insert(manager, source, parts);
    }
  }
  const left = [...stored.values()].filter(({ origin }) => origin === 'file');
  for (const { provider, name, tenant } of left) await rememberUrl(manager, uriOf(provider, name), tenant, now);
  await manager.remove(left);
  return remarks;
}

function takenOver(uri: string, tenant: string, former: string): string {
  return (
    `the configuration gives the URL ${uri} to the tenant ${tenant}, and it was the tenant ${former}'s: what a provider of ${former} ` +
    `still sends there is seen by ${tenant}`
  );
}

async function insert(manager: EntityManager, source: Wanted, parts: SyncParts): Promise<void> {
  const { tenant, provider, name, options } = source;
  const id = newUuid(parts.clock, parts.randomness);
  const now = new Date(parts.clock.now());
  const secrets = source.secrets.map((secret) => parts.secrets.seal({ tenant, id }, secret));
  await manager.save(SourceEntity, {
    tenant,
    id,
    provider,
    name,
    secrets,
    options: parts.secrets.sealOptions({ tenant, id }, parts.registry.require(provider).options, options),
    origin: 'file',
    createdAt: now,
    updatedAt: now,
  });
}

async function update(manager: EntityManager, entity: SourceEntity, source: Wanted, parts: SyncParts): Promise<void> {
  const known = new Map(entity.secrets.map((sealed) => [openOrNull(parts.secrets, entity, sealed), sealed]));
  const isSame =
    entity.origin === 'file' &&
    isDeepStrictEqual([...known.keys()], source.secrets) &&
    isDeepStrictEqual(optionsOrNull(parts.secrets, entity), source.options);
  if (isSame) return;
  entity.origin = 'file';
  entity.options = parts.secrets.sealOptions(entity, parts.registry.require(source.provider).options, source.options);
  entity.secrets = source.secrets.map((secret) => known.get(secret) ?? parts.secrets.seal(entity, secret));
  entity.updatedAt = new Date(parts.clock.now());
  await manager.save(entity);
}

/** A secret whose key is gone is simply not one of the wanted ones: it is sealed anew. */
function openOrNull(
  secrets: SealedSecrets,
  entity: SourceEntity,
  sealed: SourceEntity['secrets'][number],
): string | null {
  try {
    return secrets.open(entity, sealed);
  } catch {
    return null;
  }
}

/** Options whose key is gone are simply not the wanted ones. */
function optionsOrNull(secrets: SealedSecrets, entity: SourceEntity): SourceSettings['options'] | null {
  try {
    return secrets.openOptions(entity, entity.options);
  } catch {
    return null;
  }
}

function wantedOf(specs: readonly SourceSpec[], registry: ReceiverRegistry): readonly Wanted[] {
  const problems: SettingProblem[] = [];
  const sentences: string[] = [];
  const taken = new Set<string>();
  const wanted = specs.flatMap((spec, index): readonly Wanted[] => {
    const complain = (field: string, problem: string): void => {
      problems.push({ field: `sources.${String(index)}.${field}`, problem });
      // Some come from variables and from code: there, their place in a list says nothing.
      sentences.push(`the source ${uriOf(spec.provider, spec.name ?? null)}: ${field} ${problem}`);
    };
    try {
      const receiver = registry.require(spec.provider);
      const name = spec.name ?? null;
      const settings = sourceSettings(receiver, { secrets: spec.secrets, options: spec.options });
      if (settings.secrets.length === 0 && receiver.secret !== null)
        complain('secrets', `is empty: give the ${receiver.secret.name} of ${receiver.title}`);
      const problem = problemOfName(name);
      if (problem !== null) complain('name', problem);
      const source = { ...settings, tenant: spec.tenant ?? 'default', provider: receiver.name, name };
      if (taken.has(keyOf(source))) complain('name', `names ${uriOf(source.provider, name)}, as another source does`);
      taken.add(keyOf(source));
      return [source];
    } catch (error) {
      if (!(error instanceof KancaError)) throw error;
      for (const { field, problem } of error.problems ?? []) complain(field, problem);
      return [];
    }
  });
  if (problems.length > 0) throw new KancaError('invalid_request', sentences.join('; '), { problems });
  return wanted;
}

function keyOf({ provider, name }: { readonly provider: string; readonly name: string | null }): string {
  return uriOf(provider, name).toLowerCase();
}
