import type { RetryPolicy, WebhookEvent } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { EventTypeMemory } from './event-type-memory.js';
import { FormatRegistry } from '../formats/format-registry.js';
import { SenderSettings } from '../settings/sender-settings.js';

/**
 * By what policy deliveries are tried again where the subscription has none of its own: that of the event's type, else that of the format,
 * else that of the hub.
 */
@Injectable()
export class RetryPolicies {
  constructor(
    private readonly eventTypes: EventTypeMemory,
    private readonly formats: FormatRegistry,
    private readonly settings: SenderSettings,
  ) {}

  async ofEvent({ tenant, type }: Pick<WebhookEvent, 'tenant' | 'type'>, format: string): Promise<RetryPolicy> {
    return (await this.eventTypes.find(tenant, type))?.retry ?? this.ofFormat(format);
  }

  ofFormat(format: string): RetryPolicy {
    return this.formats.require(format).retry ?? this.settings.retry;
  }
}
