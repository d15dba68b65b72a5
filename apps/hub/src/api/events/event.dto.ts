import { Field, Named } from '../../dto/field.js';
import { Anything, Flag, Instant, Many, One, Text, Texts, Time, Whole } from '../../dto/fields.js';
import { fault, type Kind } from '../../dto/kind.js';
import { PageQuery } from '../../dto/page.js';
import { DeliveryView } from '../deliveries/delivery.dto.js';
import { Tenant } from '../fields/tenant.js';

/** Any JSON value: null is one, too. */
const jsonValue: Kind = {
  faults: (value) => (value === undefined ? fault('is missing: any JSON value will do') : []),
  schema: () => ({}),
};

@Named('PublishEvent')
export class PublishEvent {
  @Text({
    about:
      'Dotted, for example invoice.paid. The first word is not the name of a provider, as in github.push, unless the key has the ' +
      'scope manage or admin besides: only a verified request brings the events of a provider.',
  })
  type!: string;

  @Field(jsonValue, { about: 'Any JSON value.' })
  data!: unknown;

  @Text({ optional: true, about: 'Yours: publishing it again stores nothing new.' })
  id?: string;

  @Text({ max: 1_024, optional: true })
  subject?: string;

  @Time({ optional: true })
  time?: Date;

  @Text({
    max: 64,
    optional: true,
    about:
      'evt_…: the event that this one is a consequence of, as its webhook-id has it. A chain that feeds itself is refused with 508 then.',
  })
  cause?: string;

  @Tenant({ optional: true })
  tenant?: string;
}

export class PublishEvents {
  @Many(() => PublishEvent, { min: 1, max: 1_000 })
  events!: readonly PublishEvent[];
}

export class EventQuery extends PageQuery {
  @Text({ optional: true })
  type?: string;

  @Text({ optional: true })
  source?: string;

  @Text({ optional: true })
  subject?: string;

  @Text({ optional: true })
  state?: string;

  @Time({ optional: true })
  since?: Date;

  @Time({ optional: true })
  until?: Date;

  @Text({
    max: 256,
    optional: true,
    about:
      'A search: words in the data or the headers, `data.customer.id=c_7`, `header.x-github-event=push`, in quotes where there are blanks; all must fit. ' +
      'A single word is also looked for among the ids that providers and publishers gave. Of data above 1 MiB the first MiB is searched, and only for words.',
  })
  q?: string;
}

@Named('EventSummary')
export class EventSummaryView {
  @Text()
  id!: string;

  @Text()
  tenant!: string;

  @Text({ nullable: true })
  provider!: string | null;

  @Text()
  source!: string;

  @Text()
  type!: string;

  @Text({ nullable: true })
  subject!: string | null;

  @Instant()
  time!: Date;

  @Instant()
  receivedAt!: Date;

  @Whole()
  duplicates!: number;

  @Text({ nullable: true, about: 'The event whose handler or subscriber published this one.' })
  cause!: string | null;

  @Whole({ about: 'How many events came before it in its chain.' })
  depth!: number;
}

export class EventDetailView extends EventSummaryView {
  @Text()
  datacontenttype!: string;

  @Anything()
  data!: unknown;

  @Many(() => DeliveryView)
  deliveries!: readonly DeliveryView[];
}

@Named('Receipt')
export class Receipt {
  @Text()
  id!: string;

  @Whole()
  deliveries!: number;

  @Flag()
  duplicate!: boolean;

  @Texts({
    optional: true,
    about: 'What does not fit the schema of its event type, which only warns; and that the type is deprecated.',
  })
  warnings?: readonly string[];
}

class NotStored {
  @Text()
  code!: string;

  @Text()
  detail!: string;
}

export class ReceiptOfBatch extends Receipt {
  @One(() => NotStored, {
    optional: true,
    about: 'Why this one was not stored, when its id was that of an event of another type (idempotency_mismatch).',
  })
  error?: NotStored;
}
