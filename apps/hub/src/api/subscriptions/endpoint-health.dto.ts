import { Named } from '../../dto/field.js';
import { Instant, Numeric, OneOf, Text, Whole } from '../../dto/fields.js';

@Named('EndpointHealth')
export class EndpointHealthState {
  @OneOf(['well', 'failing', 'warned', 'probation', 'disabled'], {
    about: 'For how long nothing has worked: its owner is told, it is probed rarely, it is disabled.',
  })
  stage!: string;

  @OneOf(['closed', 'open', 'half_open'], {
    about:
      'open: it is left alone until nextProbeAt, which costs its deliveries no attempt. half_open: one delivery at a time goes out.',
  })
  circuit!: string;

  @Instant({ nullable: true })
  failingSince!: Date | null;

  @Whole()
  failures!: number;

  @Text({ nullable: true })
  lastError!: string | null;

  @Instant({ nullable: true })
  nextProbeAt!: Date | null;

  @Numeric({
    nullable: true,
    about: 'Deliveries a second that it was seen to bear; null when it was never too much.',
  })
  learntRate!: number | null;
}
