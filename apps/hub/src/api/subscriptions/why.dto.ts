import { Named } from '../../dto/field.js';
import { Anything, Flag, Many, One, OneOf, Text } from '../../dto/fields.js';
import { DeliveryDetail } from '../deliveries/delivery.dto.js';
import { Tenant } from '../fields/tenant.js';

export class WhyQuery {
  @Text({ about: 'evt_…' })
  event!: string;
}

@Named('HypotheticalEvent')
export class ImaginedEvent {
  @Text({ min: 1, max: 256 })
  type!: string;

  @Anything({ optional: true })
  data?: unknown;

  @Text({ max: 1_024, optional: true })
  subject?: string;

  @Text({ max: 1_024, optional: true })
  source?: string;

  @Tenant({ optional: true, about: "The subscription's own, unless it is another's event." })
  tenant?: string;
}

class AskedEvent {
  @Text({ nullable: true })
  id!: string | null;

  @Text()
  type!: string;
}

class WhereCondition {
  @Text()
  condition!: string;

  @Flag()
  passed!: boolean;

  @Text({ nullable: true })
  found!: string | null;
}

class WhyCheckView {
  @OneOf(['tenant', 'filters', 'where', 'age', 'state', 'health', 'transformation'])
  name!: string;

  @Flag()
  passed!: boolean;

  @Text()
  reason!: string;

  @Text({ nullable: true, optional: true, about: 'The pattern that decided.' })
  pattern?: string | null;

  @Many(() => WhereCondition, {
    optional: true,
    about: 'Each condition of where, with the value that was found.',
  })
  conditions?: readonly WhereCondition[];
}

@Named('Why')
export class WhyView {
  @Text()
  subscription!: string;

  @One(() => AskedEvent)
  event!: AskedEvent;

  @Flag({ about: 'Whether the subscription asks for the event, as it is now.' })
  matched!: boolean;

  @Text({ about: 'The reason, in plain words.' })
  because!: string;

  @Many(() => WhyCheckView, { about: 'Everything that decides whether and when it goes out.' })
  checks!: readonly WhyCheckView[];

  @One(() => DeliveryDetail, { nullable: true })
  delivery!: DeliveryDetail | null;
}
