import { DELIVERY_RATE } from '@kanca/core';
import { Numeric } from '../../dto/fields.js';
import type { FieldOptions } from '../../dto/field.js';

/** Deliveries a second, as `Replays` and `HeldDeliveries` take them. */
export function Rate(options: FieldOptions = {}): PropertyDecorator {
  return Numeric({ ...DELIVERY_RATE, ...options });
}
