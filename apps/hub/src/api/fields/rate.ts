import { Numeric } from '../../dto/fields.js';
import type { FieldOptions } from '../../dto/field.js';

/** Deliveries a second, as `Replays` and `HeldDeliveries` take them. */
export function Rate(options: FieldOptions = {}): PropertyDecorator {
  return Numeric({ min: 0.001, max: 100_000, ...options });
}
