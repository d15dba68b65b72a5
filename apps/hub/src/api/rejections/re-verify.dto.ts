import { Named } from '../../dto/field.js';
import { Flag, Many, One, OneOf, Text, Texts, Time, Whole } from '../../dto/fields.js';

class RejectionFilter {
  @Text({ optional: true, about: 'src_…' })
  source?: string;

  @Text({ optional: true })
  provider?: string;

  @Text({ optional: true })
  code?: string;

  @Time({ optional: true })
  since?: Date;

  @Time({ optional: true })
  until?: Date;
}

@Named('ReVerify')
export class ReVerify {
  @One(() => RejectionFilter, { default: {} })
  filter!: RejectionFilter;

  @Flag({ default: false, about: 'Only says what would become of them.' })
  dryRun!: boolean;
}

type Outcome = 'accepted' | 'refused' | 'incomplete';

class ReVerifiedRequest {
  @Text()
  id!: string;

  @OneOf(['accepted', 'refused', 'incomplete'])
  outcome!: Outcome;

  @Text({ nullable: true })
  diagnosis!: string | null;

  @Texts()
  events!: readonly string[];
}

@Named('ReVerified')
export class ReVerified {
  @Whole()
  examined!: number;

  @Whole()
  accepted!: number;

  @Whole()
  refused!: number;

  @Whole({ about: 'Too large to have been kept whole.' })
  incomplete!: number;

  @Many(() => ReVerifiedRequest)
  data!: readonly ReVerifiedRequest[];
}
