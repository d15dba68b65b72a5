import { Injectable } from '@nestjs/common';
import { SampleEvents, type SampleEvent } from './sample-events.js';
import { EventTypeMemory } from './event-type-memory.js';

/** The examples of the catalogue: what a subscriber is tried with is what it will get. */
@Injectable()
export class CatalogueSamples extends SampleEvents {
  constructor(private readonly memory: EventTypeMemory) {
    super();
  }

  async find(tenant: string, type: string): Promise<SampleEvent | null> {
    const row = await this.memory.find(tenant, type);
    const example = row?.example ?? null;
    return example === null ? null : { data: example.value };
  }
}
