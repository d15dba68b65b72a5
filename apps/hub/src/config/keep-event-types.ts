import type { Observer } from '@kanca/core';
import type { EventTypes } from '@kanca/sender';
import type { ConfiguredEventType } from './hub-config.js';

/**
 * Brings the catalogue to the state of the file. The operator who wrote the file has seen it, so a change that may break
 * somebody is made, and told.
 */
export async function keepEventTypes(
  catalogue: EventTypes,
  configured: readonly ConfiguredEventType[],
  observer: Observer,
): Promise<void> {
  for (const { name, tenant, ...input } of configured) {
    const { breaking } = await catalogue.put(tenant, name, input, { force: true, isReviewed: true });
    if (breaking.length === 0) continue;
    const changes = breaking.map(({ field, problem }) => `${field} ${problem}`);
    observer.noted(
      `the event type ${name} was changed in a way that somebody may trip over`,
      { tenant, changes },
      'warn',
    );
  }
}
