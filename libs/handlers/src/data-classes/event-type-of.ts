import type { DataClass } from '../data-class.js';
import type { Json } from './rules.js';
import { schemaOfClass } from './schema-of-class.js';

/** What the catalogue says of an event type beside the shape of its data. */
export interface EventTypeOptions<T> {
  /** The name in the catalogue, for example `acme.order.created`. */
  readonly type: string;
  /** What it means, for people. */
  readonly description?: string;
  /** A sample of the data; it has to fit the class. Test calls send it. */
  readonly example?: T;
  /** Whether new subscribers should look for another one. */
  readonly deprecated?: boolean;
  /** What becomes of published data that does not fit; without it, what `KANCA_EVENT_VALIDATION` says. */
  readonly validation?: 'off' | 'warn' | 'reject';
}

/** An event type as `POST /api/v1/event-types` and `eventTypes` of kanca.yaml take it. */
export interface EventTypeOfClass<T> extends Omit<EventTypeOptions<T>, 'type'> {
  readonly name: string;
  /** JSON Schema of the data. */
  readonly schema: Json;
}

/**
 * An event type of the catalogue, from the class that a handler takes: publisher, catalogue and handler share one description.
 * @example eventTypeOf(OrderCreated, { type: 'acme.order.created', description: 'Somebody ordered.' })
 */
export function eventTypeOf<T extends object>(
  dataClass: DataClass<T>,
  { type, ...rest }: EventTypeOptions<NoInfer<T>>,
): EventTypeOfClass<T> {
  return { name: type, ...rest, schema: schemaOfClass(dataClass) };
}
