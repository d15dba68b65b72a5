import { Field, Named } from '../../dto/field.js';
import { Whole } from '../../dto/fields.js';
import { nested } from '../../dto/kinds/nested.js';
import { oneOf } from '../../dto/kinds/one-of.js';
import { oneOfForms } from '../../dto/kinds/one-of-forms.js';
import { Rate } from '../fields/rate.js';

class NewestOnes {
  @Whole({ about: 'So many of the newest.' })
  last!: number;
}

/** What happens to the waiting deliveries of a consumer when it is resumed. */
@Named('ResumeOptions')
export class Resume {
  @Field(oneOfForms([oneOf(['all', 'none']), nested(() => NewestOnes)], 'has to be all or none or an object'), {
    default: 'all',
    about: 'What was held and is not delivered is cancelled.',
  })
  deliver!: 'all' | 'none' | NewestOnes;

  @Rate({ optional: true, about: 'Deliveries a second, until all that was held was tried once.' })
  rate?: number;
}

@Named('Backlog')
export class BacklogView {
  @Whole({ about: 'Deliveries that go out.' })
  delivering!: number;

  @Whole()
  cancelled!: number;
}
