import { assertFilters } from '@kanca/core';
import { Field } from '../../dto/field.js';
import type { Kind } from '../../dto/kind.js';
import { checkedBy } from '../../dto/kinds/checked-by.js';
import { text } from '../../dto/kinds/text.js';
import { Text } from '../../dto/fields.js';
import { STREAM_KINDS } from '../../stream/stream-item.js';

const ofOne = checkedBy(text({ max: 256 }), (given: string) => {
  assertFilters([given]);
});
/** One event type pattern. Its problems name the field `type`, and not `type.0` as those of a list do. */
const pattern: Kind = { ...ofOne, faults: (value) => ofOne.faults(value).map((found) => ({ ...found, path: [] })) };

export class WatchQuery {
  @Text({
    max: 100,
    optional: true,
    about: `Which messages are sent, with commas: some of ${STREAM_KINDS.join(', ')}. All of them when it is missing.`,
  })
  only?: string;

  @Field(pattern, { optional: true, about: 'An event type pattern, such as `stripe.*`. Leaves out rejections.' })
  type?: string;

  @Text({ max: 256, optional: true, about: 'The address of a source, such as `/github/acme`.' })
  source?: string;

  @Text({ max: 2_048, optional: true, about: 'sub_…, hdl_… or the name of a handler. Leaves out rejections.' })
  consumer?: string;
}
