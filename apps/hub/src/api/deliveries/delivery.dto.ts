import { Named } from '../../dto/field.js';
import { Anything, Flag, Instant, Many, One, OneOf, Text, Time, Whole } from '../../dto/fields.js';
import { PageQuery } from '../../dto/page.js';

export class DeliveryQuery extends PageQuery {
  @Text({ optional: true })
  state?: string;

  @Text({ optional: true })
  consumer?: string;

  @Text({ optional: true })
  event?: string;

  @Text({ optional: true })
  type?: string;

  @Text({ optional: true, about: 'The subject of the event.' })
  subject?: string;

  @Time({ optional: true })
  since?: Date;

  @Time({ optional: true })
  until?: Date;

  @Text({ max: 3, optional: true, about: 'HTTP status of the last attempt: 503, or 5xx for the whole class.' })
  status?: string;

  @Text({ max: 256, optional: true, about: 'A part of the error of the last attempt, in capitals or not.' })
  error?: string;

  @Flag({
    optional: true,
    inQuery: true,
    about:
      'false leaves out dead letters whose event was delivered to the consumer later, by a replay; true shows only those.',
  })
  resolved?: boolean;
}

class DeliveredEvent {
  @Text()
  id!: string;

  @Text()
  type!: string;
}

class DeliveryConsumer {
  @Text()
  id!: string;

  @OneOf(['handler', 'subscription'])
  kind!: string;

  @Text()
  name!: string;
}

@Named('Delivery')
export class DeliveryView {
  @Text()
  id!: string;

  @Text()
  tenant!: string;

  @One(() => DeliveredEvent)
  event!: DeliveredEvent;

  @One(() => DeliveryConsumer)
  consumer!: DeliveryConsumer;

  @OneOf(['pending', 'running', 'delivered', 'dead', 'held', 'cancelled'])
  state!: string;

  @Whole()
  attemptCount!: number;

  @Instant({ nullable: true })
  nextAttemptAt!: Date | null;

  @OneOf(['turn', 'decision', 'resume', 'verification'], {
    nullable: true,
    about:
      'turn: an earlier delivery of its key, or an earlier handler, has not ended; decision: it has failed for good and its key waits ' +
      'until you retry or cancel it; resume: its consumer is paused or disabled; verification: its endpoint must be verified first.',
  })
  waitsFor!: string | null;

  @Instant({ nullable: true, about: 'When an open delivery ends undelivered; null: it does not.' })
  expiresAt!: Date | null;

  @Flag({ about: 'Whether it is a dead letter because its time was over.' })
  expired!: boolean;

  @Text({ nullable: true, about: 'The replay that made it.' })
  replayId!: string | null;

  @Instant()
  createdAt!: Date;

  @Instant({ nullable: true })
  finishedAt!: Date | null;

  @Text({
    nullable: true,
    about: 'Of a dead letter: the later delivery of the same event to the same consumer that succeeded.',
  })
  resolvedBy!: string | null;
}

@Named('Attempt')
export class AttemptDetail {
  @Text()
  id!: string;

  @Text()
  deliveryId!: string;

  @Whole()
  number!: number;

  @Text()
  outcome!: string;

  @Flag()
  stale!: boolean;

  @Whole({ nullable: true })
  status!: number | null;

  @Text({ nullable: true })
  error!: string | null;

  @Instant()
  startedAt!: Date;

  @Whole()
  durationMs!: number;

  @Anything()
  detail!: unknown;
}

export class DeliveryDetail extends DeliveryView {
  @Many(() => AttemptDetail)
  attempts!: readonly AttemptDetail[];
}
