import { assertWhere, type Where as WrittenWhere } from '@kanca/core';
import { anything } from '../../dto/kinds/anything.js';
import { checkedBy } from '../../dto/kinds/checked-by.js';
import { map } from '../../dto/kinds/map.js';
import { named } from '../../dto/kinds/named.js';

/** A JSON filter as people write it. */
export const where = named(
  'Where',
  checkedBy<WrittenWhere>(map(anything), assertWhere),
  'Which events, by what is in them: { "data.amount": { "$gt": 100 } }',
);
