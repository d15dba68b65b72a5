import { Named } from '../../dto/field.js';
import { AnyMap, Flag, Instant, Numeric, One, OneOf, Text, Texts, Time, Whole } from '../../dto/fields.js';
import { nested } from '../../dto/kinds/nested.js';
import { oneOfForms } from '../../dto/kinds/one-of-forms.js';
import { Rate } from '../fields/rate.js';

const ONLY_CONSUMER = "sub_…, hdl_…, or a handler's name: the only one that hears again.";

/** Which events are delivered again; all that is given must match. */
@Named('ReplayFilter')
export class ReplayFilter {
  @Texts({ optional: true, about: 'evt_…, up to 1,000.' })
  ids?: readonly string[];

  @Text({ optional: true, about: 'An event type pattern: invoice.paid, stripe.*' })
  type?: string;

  @Text({ optional: true })
  source?: string;

  @Text({ optional: true })
  subject?: string;

  @Time({ optional: true })
  since?: Date;

  @Time({ optional: true })
  until?: Date;

  @OneOf(['dead', 'failed', 'missing'], {
    optional: true,
    about:
      'By the last delivery of an event to a consumer. dead: it is a dead letter; failed: that, or it waits for its next attempt, ' +
      'which is then due now; missing: none was delivered and none is under way. Without it, every consumer that the event ' +
      'matches now hears of it again.',
  })
  state?: 'dead' | 'failed' | 'missing';

  @Text({ optional: true, about: ONLY_CONSUMER })
  consumer?: string;

  @Flag({ optional: true, about: 'Needed when nothing else narrows the filter.' })
  all?: boolean;
}

@Named('CreateReplay')
export class CreateReplay {
  @One(() => ReplayFilter, { about: 'Which events are delivered again; all that is given must match.' })
  filter!: ReplayFilter;

  @Flag({ default: false, about: 'Only counts.' })
  dryRun!: boolean;

  @Rate({ optional: true, about: 'Deliveries a second; as many as can be made when it is missing.' })
  rate?: number;

  @Text({ optional: true, about: 'The same as filter.consumer.' })
  consumer?: string;
}

@Named('ReplayForecast')
export class ReplayForecastView {
  @Whole({ about: 'Deliveries that would be made, or be due now instead of later.' })
  count!: number;

  @Flag({ about: 'Whether everything was counted within 10 seconds; else there are more.' })
  complete!: boolean;

  @Whole()
  examined!: number;

  @Whole()
  skipped!: number;

  @Whole()
  gone!: number;
}

class ReplayProgress {
  @Whole({ about: 'Events that were looked at.' })
  examined!: number;

  @Whole({ about: 'Deliveries that were made.' })
  made!: number;

  @Whole({ about: 'Deliveries that waited for their next attempt and are due now.' })
  hastened!: number;

  @Whole({ about: 'Pairs of event and consumer with a delivery under way.' })
  skipped!: number;

  @Whole({ about: 'Events whose bytes are older than the retention.' })
  gone!: number;
}

@Named('Replay')
export class ReplayView {
  @Text()
  id!: string;

  @Text({ nullable: true, about: 'null: the events of every tenant.' })
  tenant!: string | null;

  @OneOf(['running', 'paused', 'done', 'cancelled', 'failed'])
  state!: string;

  @AnyMap()
  filter!: Readonly<Record<string, unknown>>;

  @Numeric({ nullable: true, about: 'Deliveries a second; null: as many as can be made.' })
  rate!: number | null;

  @Instant({ about: 'Only events that were received before then.' })
  until!: Date;

  @One(() => ReplayProgress)
  progress!: ReplayProgress;

  @Text({ nullable: true })
  error!: string | null;

  @Instant()
  createdAt!: Date;

  @Instant({ nullable: true })
  startedAt!: Date | null;

  @Instant({ nullable: true })
  finishedAt!: Date | null;
}

/** A job, or with dryRun what it would do. */
export const replayOrForecast = oneOfForms(
  [nested(() => ReplayView), nested(() => ReplayForecastView)],
  'has to be a replay or a forecast',
);

export class ReplayEvent {
  @Text({ optional: true, about: ONLY_CONSUMER })
  consumer?: string;
}

@Named('EventReplayed')
export class EventReplayedView {
  @Text()
  id!: string;

  @Whole({ about: 'How many were made.' })
  deliveries!: number;

  @Whole({ about: 'Consumers that have a delivery of the event under way.' })
  skipped!: number;
}
