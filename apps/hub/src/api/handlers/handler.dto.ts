import { Named } from '../../dto/field.js';
import { AnyMap, Flag, One, OneOf, Text, Texts, Whole } from '../../dto/fields.js';
import { BacklogView } from './resume.dto.js';

@Named('Handler')
export class HandlerView {
  @Text()
  id!: string;

  @Text()
  name!: string;

  @Texts()
  filters!: readonly string[];

  @OneOf(['active', 'paused', 'disabled'])
  state!: 'active' | 'paused' | 'disabled';

  @Whole()
  concurrency!: number;

  @Whole()
  timeoutMs!: number;

  @Flag()
  reply!: boolean;

  @AnyMap({ nullable: true, about: 'Which of these events it hears of, by what is in them.' })
  where!: Readonly<Record<string, unknown>> | null;

  @Whole({ nullable: true, about: 'Of the handlers of one event, the lower ones come first.' })
  order!: number | null;

  @Text({ nullable: true, about: 'Path of the value whose events come one after the other.' })
  orderBy!: string | null;

  @OneOf(['skip', 'block'], { about: 'Whether a dead letter lets the later ones of its key go on.' })
  onPoison!: 'skip' | 'block';

  @Flag({ about: 'Whether the process that answers has the code of this handler.' })
  hasCode!: boolean;
}

export class ResumedHandler extends HandlerView {
  @One(() => BacklogView)
  backlog!: BacklogView;
}
