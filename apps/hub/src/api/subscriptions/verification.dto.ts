import { type VerificationMethod } from '@kanca/sender';
import { CHECK_NAMES, VERIFICATION_METHODS, type CheckName } from '@kanca/sender/management';
import { Named } from '../../dto/field.js';
import { Flag, Instant, Many, OneOf, Text, Whole } from '../../dto/fields.js';

@Named('VerificationCheck')
export class VerificationCheck {
  @OneOf(CHECK_NAMES)
  name!: CheckName;

  @Text({ about: 'What had to come back.' })
  expected!: string;

  @Whole({ nullable: true, about: 'What came back; null when nothing did.' })
  status!: number | null;

  @Whole({ nullable: true })
  latencyMs!: number | null;

  @Flag()
  passed!: boolean;

  @Flag({
    optional: true,
    about: 'false: this format cannot ask it of an endpoint, so that it is advice, and failing it fails nothing.',
  })
  decides?: boolean;

  @Text({ nullable: true, about: 'How to mend it.' })
  advice!: string | null;
}

@Named('Verification')
export class VerificationState {
  @OneOf(['unverified', 'verified', 'failed'])
  state!: string;

  @Instant({ nullable: true })
  at!: Date | null;

  @OneOf(VERIFICATION_METHODS, { nullable: true })
  method!: VerificationMethod | null;

  @Many(() => VerificationCheck)
  checks!: readonly VerificationCheck[];

  @Flag({ about: 'Whether its deliveries are held until it is verified.' })
  isHolding!: boolean;
}

function TestType(): PropertyDecorator {
  return Text({
    min: 1,
    max: 255,
    pattern: /^[A-Za-z0-9_:/-]+(\.[A-Za-z0-9_:/-]+)*$/,
    example: 'invoice.paid',
    problem: 'is no event type: expected one like invoice.paid',
    optional: true,
    about: 'Event type of the test notification; one that its filters ask for when it is missing.',
  });
}

export class VerifySubscription {
  @OneOf(VERIFICATION_METHODS, {
    default: 'calls',
    about:
      'calls: a genuine call must be accepted and forged ones refused. echo: it says a word back. options: it consents as CloudEvents has it. ' +
      'manual: somebody who reads what it gets calls an address, or an operator confirms it.',
  })
  method!: VerificationMethod;

  @TestType()
  type?: string;

  @Flag({ optional: true, about: 'Take my word for it (manual; needs a key with the scope admin).' })
  confirm?: boolean;
}

export class TestSubscription {
  @TestType()
  type?: string;
}

@Named('SubscriptionTestResult')
export class SubscriptionTestAnswer {
  @Flag()
  passed!: boolean;

  @Flag({ about: 'Whether it was disabled, and is enabled again because every check passed.' })
  reenabled!: boolean;

  @Many(() => VerificationCheck)
  checks!: readonly VerificationCheck[];
}

export class ConfirmationQuery {
  @Text({ min: 1, max: 200 })
  token!: string;
}

export class Confirmed {
  @OneOf([true])
  confirmed!: true;
}
