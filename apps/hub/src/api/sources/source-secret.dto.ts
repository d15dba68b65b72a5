import { Text, Whole } from '../../dto/fields.js';

export class AddSourceSecret {
  @Text({ min: 1 })
  secret!: string;
}

export class AwaitSecret {
  @Whole({
    min: 1,
    max: 60,
    default: 15,
    about: 'How long it waits. Whoever sends a secret in that time owns the source.',
  })
  minutes!: number;
}

export class HandedOverSecret {
  @Text()
  sid!: string;

  @Text()
  secret!: string;
}
