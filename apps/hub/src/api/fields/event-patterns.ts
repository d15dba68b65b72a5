import type { FieldOptions } from '../../dto/field.js';
import { Texts } from '../../dto/fields.js';

/** The filters of a subscription. */
export function EventPatterns(options: FieldOptions = {}): PropertyDecorator {
  return Texts({ max: 200, about: 'Event type patterns: *, stripe.*, !stripe.invoice.*', ...options });
}
