import { Named } from '../../dto/field.js';
import { Flag, Time } from '../../dto/fields.js';
import { Rate } from '../fields/rate.js';

@Named('Recover')
export class Recover {
  @Time({ optional: true, about: 'Events that were received from then on; all that are kept, without it.' })
  since?: Date;

  @Rate({ optional: true, about: 'Deliveries a second.' })
  rate?: number;

  @Flag({ default: false, about: 'Only counts.' })
  dryRun!: boolean;
}
