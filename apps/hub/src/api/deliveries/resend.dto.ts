import { Named } from '../../dto/field.js';
import { Flag, Numeric, Text, TextMap, Whole } from '../../dto/fields.js';

export class Resend {
  @Text({ max: 2_048, about: 'Where to send it, this once.' })
  uri!: string;
}

@Named('Resent')
export class Resent {
  @Text()
  uri!: string;

  @Whole({ nullable: true, about: 'null: there was no answer.' })
  status!: number | null;

  @TextMap()
  headers!: Readonly<Record<string, string>>;

  @Text({ about: 'The beginning of it, up to 16 KiB.' })
  body!: string;

  @Flag()
  truncated!: boolean;

  @Numeric({ nullable: true })
  latencyMs!: number | null;

  @Text({ nullable: true, about: 'Why there was no answer.' })
  failure!: string | null;
}
