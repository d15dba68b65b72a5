import { Named, OtherNames } from '../../dto/field.js';
import { AnyMap, Flag, Text, TextMap, Texts } from '../../dto/fields.js';

export class AspnetFilterView {
  @Text()
  Name!: string;

  @Text()
  Description!: string;
}

@Named('AspnetRegistration')
export class AspnetRegistrationView {
  @Text()
  Id!: string;

  @Text()
  WebHookUri!: string;

  @Text({ nullable: true, about: 'Shown when the registration is made; null ever after.' })
  Secret!: string | null;

  @Text({ nullable: true })
  Description!: string | null;

  @Flag()
  IsPaused!: boolean;

  @Texts()
  Filters!: readonly string[];

  @TextMap({ about: 'Values of headers that look like credentials are masked.' })
  Headers!: Readonly<Record<string, string>>;

  @AnyMap()
  Properties!: Readonly<Record<string, unknown>>;
}

/** Names count in any case there, so the body is read by hand: this is for the documentation. */
@OtherNames('dropped')
export class WantedAspnetRegistration {
  @Text({ optional: true })
  Id?: string;

  @Text()
  WebHookUri!: string;

  @Text({ nullable: true, optional: true, about: 'Shown when the registration is made; null ever after.' })
  Secret?: string | null;

  @Text({ nullable: true, optional: true })
  Description?: string | null;

  @Flag({ optional: true })
  IsPaused?: boolean;

  @Texts({ optional: true })
  Filters?: readonly string[];

  @TextMap({ optional: true, about: 'Values of headers that look like credentials are masked.' })
  Headers?: Readonly<Record<string, string>>;

  @AnyMap({ optional: true })
  Properties?: Readonly<Record<string, unknown>>;
}
