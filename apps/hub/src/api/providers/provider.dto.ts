import { Field, Named } from '../../dto/field.js';
import { AnyMap, One, SomeOf, Text, Texts } from '../../dto/fields.js';
import { anything } from '../../dto/kinds/anything.js';
import { list } from '../../dto/kinds/list.js';
import { UNSIGNED_PARTS, UNSIGNED } from '../sources/unsigned.js';

class PrimarySecret {
  @Text()
  name!: string;

  @Text()
  label!: string;

  @Text()
  help!: string;
}

@Named('Provider')
export class ProviderView {
  @Text()
  name!: string;

  @Text()
  title!: string;

  @Text()
  docs!: string;

  @Text({ about: 'How much a verified request proves.' })
  assurance!: string;

  @SomeOf(UNSIGNED_PARTS, { about: UNSIGNED })
  unsigned!: readonly string[];

  @Texts()
  setup!: readonly string[];

  @One(() => PrimarySecret, {
    nullable: true,
    about: 'Null where the provider proves its requests without a shared secret.',
  })
  secret!: PrimarySecret | null;

  @Field(list(anything))
  options!: readonly unknown[];

  @Texts()
  methods!: readonly string[];

  @Texts({ about: 'Events that a test can send.' })
  samples!: readonly string[];
}

export class ProviderDetail extends ProviderView {
  @AnyMap()
  payloads!: Readonly<Record<string, unknown>>;
}
