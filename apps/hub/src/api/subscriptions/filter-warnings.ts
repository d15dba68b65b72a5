import { KancaError, misspeltFilters } from '@kanca/core';
import { ReceiverRegistry } from '@kanca/receivers';
import { EventTypes, type Subscription } from '@kanca/sender';
import { Injectable } from '@nestjs/common';

/** What an API answer adds to a subscription: remarks that do not stop the change. */
export interface Warned {
  readonly warnings: readonly string[];
}

/** Warns the owner of a subscription whose filters probably match nothing. An event type of the catalogue is never warned of. */
@Injectable()
export class FilterWarnings {
  constructor(
    private readonly receivers: ReceiverRegistry,
    private readonly eventTypes: EventTypes,
  ) {}

  /** The subscription with its warnings; an empty list when there is nothing to say. */
  async on<S extends Pick<Subscription, 'tenant' | 'filters'>>(subscription: S): Promise<S & Warned> {
    return { ...subscription, warnings: await this.of(subscription.tenant, subscription.filters) };
  }

  async of(tenant: string, filters: readonly string[]): Promise<readonly string[]> {
    const warnings: string[] = [];
    for (const { type, remark } of misspeltFilters(filters, this.receivers.all()))
      if (!(await this.isInCatalogue(tenant, type))) warnings.push(`The filter ${type} may match no event: ${remark}`);
    return warnings;
  }

  private async isInCatalogue(tenant: string, type: string): Promise<boolean> {
    try {
      await this.eventTypes.get(tenant, type);
      return true;
    } catch (error) {
      if (error instanceof KancaError && error.code === 'not_found') return false;
      throw error;
    }
  }
}
