import { Named } from '../../dto/field.js';
import { Anything, Flag, Instant, One, OneOf, Text, Time, Whole } from '../../dto/fields.js';
import { PageQuery } from '../../dto/page.js';

export class AuditQuery extends PageQuery {
  @Time({ optional: true })
  since?: Date;

  @Time({ optional: true })
  until?: Date;

  @Text({ max: 64, optional: true, about: 'Who: key_… or usr_….' })
  actor?: string;

  @Text({ max: 200, optional: true, about: 'The beginning of an action: `DELETE`, `POST /keys`.' })
  action?: string;

  @Text({ max: 200, optional: true, about: 'The beginning of a resource: `/subscriptions/sub_…`.' })
  resource?: string;
}

class AuditActor {
  @OneOf(['key', 'user'])
  kind!: string;

  @Text()
  id!: string;

  @Text()
  name!: string;
}

@Named('AuditedChange')
export class AuditedChangeView {
  @Whole({ about: 'The number of its record. Those of a hub have no gaps.' })
  seq!: number;

  @Instant()
  at!: Date;

  @One(() => AuditActor)
  actor!: AuditActor;

  @Text({ nullable: true, about: "null: the hub's own." })
  tenant!: string | null;

  @Text({ about: 'The address that the call came from.' })
  address!: string;

  @Text()
  requestId!: string;

  @Text({ about: '`PATCH /subscriptions/:id`' })
  action!: string;

  @Text({ about: '`/subscriptions/sub_…`' })
  resource!: string;

  @Whole({
    nullable: true,
    about: 'What the call was answered with; null when the hub was killed in the middle of it.',
  })
  status!: number | null;

  @Instant({ nullable: true })
  endedAt!: Date | null;

  @Anything({ about: 'What the resource was, as the API shows it; null for something new.' })
  before!: unknown;

  @Anything({ about: 'What it became; null when it was removed.' })
  after!: unknown;

  @Text({ about: 'SHA-256 of the record and of the one before it, in hexadecimal digits.' })
  hash!: string;
}

@Named('AuditVerdict')
export class AuditVerdictView {
  @Flag()
  ok!: boolean;

  @Whole({ about: 'Records that are as they were written.' })
  records!: number;

  @Text({ nullable: true, about: 'The first thing that is wrong.' })
  problem!: string | null;
}
