import { Named } from '../../dto/field.js';
import { Flag, Whole } from '../../dto/fields.js';

@Named('Queue')
export class QueueState {
  @Whole()
  ready!: number;

  @Whole()
  scheduled!: number;

  @Whole()
  running!: number;

  @Whole()
  held!: number;

  @Whole({ about: 'Dead letters that are open: those that a replay has resolved are not counted.' })
  dead!: number;

  @Whole({ about: 'Events emitted in a transaction that are not in the log yet.' })
  outbox!: number;

  @Whole()
  oldestAgeSeconds!: number;

  @Flag({ about: 'Whether no attempt begins, whatever each consumer is set to.' })
  paused!: boolean;

  @Whole({ about: 'Attempts under way in the process that answers.' })
  runningHere!: number;
}
