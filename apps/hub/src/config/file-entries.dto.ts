import { CreateSubscription } from '../api/subscriptions/subscription.dto.js';
import { Tenant } from '../api/fields/tenant.js';
import { Field, OtherNames } from '../dto/field.js';
import { AnyMap, Text } from '../dto/fields.js';
import { fault, notA, type Kind } from '../dto/kind.js';
import { list } from '../dto/kinds/list.js';
import { text } from '../dto/kinds/text.js';

/** A source of the file. Its other names are settings of the provider, or its primary secret. */
@OtherNames(text({ min: 1 }))
export class SourceEntry {
  @Text({ min: 1 })
  provider!: string;

  @Text({ min: 1, optional: true })
  id?: string;

  @Field(list(text({ min: 1 })), { optional: true })
  secrets?: readonly string[];

  @AnyMap({ optional: true })
  options?: Readonly<Record<string, unknown>>;
}

const urlOrNothing: Kind = {
  faults(value) {
    if (typeof value !== 'string') return notA('a text', value);
    return value === '' || URL.canParse(value) ? [] : fault('has to be a URL, such as https://example.com/hooks');
  },
  schema: () => ({ type: 'string' }),
};

/** A subscription of the file: it has a key, by which it is found again at the next start. */
export class SubscriptionEntry extends CreateSubscription {
  @Text({ min: 1, max: 100 })
  override key!: string;

  @Field(urlOrNothing, { default: '' })
  override uri!: string;

  @Tenant({ default: 'default' })
  override tenant!: string;
}
