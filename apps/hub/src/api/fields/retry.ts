import { assertRetryPolicy, type RetryPolicy } from '@kanca/core';
import { Field, type FieldOptions } from '../../dto/field.js';
import { Numeric, OneOf, Whole } from '../../dto/fields.js';
import { checkedBy } from '../../dto/kinds/checked-by.js';
import { list } from '../../dto/kinds/list.js';
import { named } from '../../dto/kinds/named.js';
import { number } from '../../dto/kinds/number.js';
import { tagged } from '../../dto/kinds/one-of-forms.js';

const JITTER = 0.1;

class Retried {
  @Numeric({ min: 0, max: 1, default: JITTER, about: 'Adds up to this part of the delay, at random.' })
  jitter!: number;
}

class ListedRetries extends Retried {
  @OneOf(['list'])
  kind!: 'list';

  @Field(list(number({ min: 0 }), { max: 99 }))
  delaysMs!: readonly number[];
}

class LinearRetries extends Retried {
  @OneOf(['linear'])
  kind!: 'linear';

  @Numeric({ min: 0 })
  stepMs!: number;

  @Whole({ min: 1, max: 100 })
  maxAttempts!: number;
}

class ExponentialRetries extends Retried {
  @OneOf(['exponential'])
  kind!: 'exponential';

  @Numeric({ min: 0 })
  firstMs!: number;

  @Numeric({ min: 1 })
  factor!: number;

  @Numeric({ min: 0 })
  maxMs!: number;

  @Whole({ min: 1, max: 100 })
  maxAttempts!: number;
}

/** A retry policy as people write it. */
export const retryPolicy = named(
  'RetryPolicy',
  checkedBy<RetryPolicy>(
    tagged(
      'kind',
      [ListedRetries, LinearRetries, ExponentialRetries],
      'has to be { "kind": "list", "delaysMs" }, { "kind": "linear", "stepMs", "maxAttempts" } or ' +
        '{ "kind": "exponential", "firstMs", "factor", "maxMs", "maxAttempts" }',
    ),
    (policy) => {
      assertRetryPolicy({ ...policy, jitter: (policy as Partial<RetryPolicy>).jitter ?? JITTER });
    },
  ),
  'How often and how late a delivery is tried again.',
);

/** A retry policy. */
export function Retry(options: FieldOptions = {}): PropertyDecorator {
  return Field(retryPolicy, options);
}
