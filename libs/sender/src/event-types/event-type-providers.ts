import type { Provider } from '@nestjs/common';
import { SampleEvents } from './sample-events.js';
import { CatalogueSamples } from './catalogue-samples.js';
import { EventTypeMemory } from './event-type-memory.js';
import { EventTypes } from './event-types.js';
import { PublishedData } from './published-data.js';
import { SchemaCompiler } from './schema-compiler.js';

/** What the sender's module needs for the catalogue of event types. */
export const EVENT_TYPE_PROVIDERS: readonly Provider[] = [
  SchemaCompiler,
  EventTypeMemory,
  EventTypes,
  PublishedData,
  CatalogueSamples,
  { provide: SampleEvents, useExisting: CatalogueSamples },
];
