import { SUBSCRIPTION_SETTINGS } from '@kanca/sender/settings';
import { Anything, Flag, OneOf, Text, TextMap, Whole } from '../../dto/fields.js';
import { named } from '../../dto/kinds/named.js';
import { nested } from '../../dto/kinds/nested.js';
import { oneOfForms } from '../../dto/kinds/one-of-forms.js';

const { max: MAX_CODE } = SUBSCRIPTION_SETTINGS.transformation.type;

export class WrittenTransformation {
  @Text({ min: 1, max: MAX_CODE })
  code!: string;
}

export class ShownTransformation {
  @Text()
  code!: string;
}

export class PreviewTransformation {
  @Text({ min: 1, max: MAX_CODE, optional: true, about: "The subscription's own where it is missing." })
  code?: string;

  @Text({ max: 64, optional: true, about: 'evt_…; a sample where it is missing.' })
  event?: string;
}

class WorkingPreview {
  @OneOf([true])
  ok!: true;

  @Flag()
  cancelled!: boolean;

  @Anything()
  data!: unknown;

  @TextMap()
  headers!: Readonly<Record<string, string>>;

  @Text({ nullable: true, about: 'null, as contentType and body are, when it cancels: nothing is sent.' })
  method!: string | null;

  @Text({ nullable: true })
  contentType!: string | null;

  @Text({ nullable: true })
  body!: string | null;
}

class FailingPreview {
  @OneOf([false])
  ok!: false;

  @Text()
  error!: string;

  @Whole({ nullable: true })
  line!: number | null;
}

export const transformationPreview = named(
  'TransformationPreview',
  oneOfForms([nested(() => WorkingPreview), nested(() => FailingPreview)], 'has to be a preview'),
  'The request that would be sent, or the error of the code and its line.',
);
