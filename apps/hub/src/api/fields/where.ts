import { assertWhere, type Where as WrittenWhere } from '@kanca/core';
import { Field, type FieldOptions } from '../../dto/field.js';
import { anything } from '../../dto/kinds/anything.js';
import { checkedBy } from '../../dto/kinds/checked-by.js';
import { map } from '../../dto/kinds/map.js';
import { named } from '../../dto/kinds/named.js';

const where = named(
  'Where',
  checkedBy<WrittenWhere>(map(anything), assertWhere),
  'Which events, by what is in them: { "data.amount": { "$gt": 100 } }',
);

/** A JSON filter. */
export function Where(options: FieldOptions = {}): PropertyDecorator {
  return Field(where, options);
}
