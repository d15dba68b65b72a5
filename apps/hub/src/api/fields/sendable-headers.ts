import { assertSendableHeaders } from '@kanca/egress';
import { Field, type FieldOptions } from '../../dto/field.js';
import { checkedBy } from '../../dto/kinds/checked-by.js';
import { map } from '../../dto/kinds/map.js';
import { text } from '../../dto/kinds/text.js';

/** Names and values of headers that may be sent. */
export const sendableHeaders = checkedBy(map(text()), assertSendableHeaders);

/** Headers that are sent to subscribers. */
export function SendableHeaders(options: FieldOptions = {}): PropertyDecorator {
  return Field(sendableHeaders, options);
}
