import { Injectable } from '@nestjs/common';
import { EventTypes } from '../event-types/event-types.js';
import { refused } from './aspnet-registration.js';
import { KnownProviders } from './known-providers.js';

/** A filter as ASP.NET WebHooks lists it. */
export interface AspnetFilter {
  readonly Name: string;
  readonly Description: string;
}

const WILDCARD: AspnetFilter = { Name: '*', Description: 'Listen in on all events.' };
const PAGE = 200;
/** A list for a form that somebody looks at. */
const MOST = 5_000;

/** What there is to listen to: everything, and the event types of the catalogue. */
@Injectable()
export class AspnetFilters {
  constructor(
    private readonly eventTypes: EventTypes,
    private readonly providers: KnownProviders,
  ) {}

  async list(tenant: string): Promise<readonly AspnetFilter[]> {
    const found = new Map<string, AspnetFilter>([[WILDCARD.Name, WILDCARD]]);
    let cursor: string | undefined;
    do {
      const page = await this.eventTypes.list(tenant, { limit: PAGE, cursor });
      for (const { name, description } of page.data) found.set(name, { Name: name, Description: description ?? '' });
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && found.size < MOST);
    return [...found.values()];
  }

  /**
   * The filters of a registration as they are kept: `*` when there are none, and names as the catalogue writes them. Patterns, and the
   * events of providers, need not be in the catalogue; nor does anything while it is empty.
   * @throws KancaError `invalid_request` naming those that nothing could ever match
   */
  async normalise(tenant: string, wanted: readonly string[]): Promise<readonly string[]> {
    if (wanted.length === 0) return [WILDCARD.Name];
    const known = await this.list(tenant);
    const byName = new Map(known.map(({ Name }) => [Name.toLowerCase(), Name]));
    const isUnknown = (filter: string): boolean =>
      known.length > 1 &&
      !/^!|\*/.test(filter) &&
      !byName.has(filter.toLowerCase()) &&
      !this.providers.has((filter.split('.', 1)[0] ?? '').toLowerCase());
    const unknown = wanted.filter(isUnknown);
    if (unknown.length > 0)
      throw refused('Filters', `The following filters are not valid: '${unknown.join(', ').slice(0, 500)}'.`);
    return [...new Set(wanted.map((filter) => byName.get(filter.toLowerCase()) ?? filter))];
  }
}
