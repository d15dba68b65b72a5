import { assertFilters } from '@kanca/core';
import { Field, type FieldOptions } from '../../dto/field.js';
import { checkedBy } from '../../dto/kinds/checked-by.js';
import { list } from '../../dto/kinds/list.js';
import { text } from '../../dto/kinds/text.js';

const patterns = checkedBy(list(text(), { max: 200 }), assertFilters);

/** The filters of a subscription. */
export function EventPatterns(options: FieldOptions = {}): PropertyDecorator {
  return Field(patterns, { about: 'Event type patterns: *, stripe.*, !stripe.invoice.*', ...options });
}
