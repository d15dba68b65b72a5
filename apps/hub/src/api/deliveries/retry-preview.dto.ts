import type { RetryPolicy } from '@kanca/core';
import { Named } from '../../dto/field.js';
import { Instant, Many, Numeric, Text, Whole } from '../../dto/fields.js';
import { Retry } from '../fields/retry.js';

@Named('RetryPreview')
export class PreviewRetries {
  @Retry({ optional: true, about: 'A policy to try out.' })
  retry?: RetryPolicy;

  @Text({ optional: true, about: 'sub_…: the policy that it has.' })
  subscription?: string;

  @Text({ max: 256, optional: true, about: 'With a subscription: the policy of an event of this type there.' })
  type?: string;

  @Instant({ optional: true, about: 'When the first attempt is made (now).' })
  from?: Date;
}

class PlannedAttempt {
  @Whole()
  number!: number;

  @Numeric({ about: 'After the first attempt, without jitter.' })
  afterMs!: number;

  @Instant()
  at!: Date;

  @Instant({ about: 'With all of the jitter that may be added.' })
  latestAt!: Date;
}

@Named('RetrySchedule')
export class RetrySchedule {
  @Retry()
  retry!: RetryPolicy;

  @Many(() => PlannedAttempt)
  attempts!: readonly PlannedAttempt[];

  @Numeric({ about: 'From the first attempt to the last, without jitter.' })
  lastsMs!: number;
}
