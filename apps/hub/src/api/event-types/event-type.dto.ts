import type { RetryPolicy } from '@kanca/core';
import { type JsonSchema } from '@kanca/sender';
import { EVENT_VALIDATIONS, type BreakingChange, type EventValidation } from '@kanca/sender/management';
import { Field, Named, type FieldOptions } from '../../dto/field.js';
import { Anything, Flag, Instant, Many, OneOf, Text } from '../../dto/fields.js';
import { anything } from '../../dto/kinds/anything.js';
import { flag } from '../../dto/kinds/flag.js';
import { map } from '../../dto/kinds/map.js';
import { oneOfForms } from '../../dto/kinds/one-of-forms.js';
import { PageQuery } from '../../dto/page.js';
import { Retry } from '../fields/retry.js';
import { Owner } from '../fields/tenant.js';

const jsonSchema = oneOfForms(
  [flag, map(anything)],
  'has to be a JSON Schema: an object such as { "type": "object" }, true or false',
);

function Schema(options: FieldOptions = {}): PropertyDecorator {
  return Field(jsonSchema, {
    about:
      'JSON Schema of data, draft 2020-12; or draft-07, where its $schema says so. References stay inside (#/$defs/…); patterns are those of RE2.',
    ...options,
  });
}

/** The parts of an event type that its owner writes. */
class WrittenEventType {
  @Text({ max: 10_000, optional: true })
  description?: string;

  @Schema({ optional: true })
  schema?: JsonSchema;

  @Anything({ optional: true, about: 'A sample of data; it has to fit the schema. Test calls send it.' })
  example?: unknown;

  @Flag({ optional: true })
  deprecated?: boolean;

  @OneOf(EVENT_VALIDATIONS, {
    optional: true,
    about: 'What becomes of data that does not fit; without it, what KANCA_EVENT_VALIDATION says.',
  })
  validation?: EventValidation;

  @Retry({ optional: true, about: 'For subscriptions that have no policy of their own.' })
  retry?: RetryPolicy;
}

@Named('PutEventType')
export class PutEventType extends WrittenEventType {
  @Owner({ optional: true })
  tenant?: string;
}

@Named('CreateEventType')
export class CreateEventType extends PutEventType {
  @Text({ min: 1, max: 256, about: 'Dotted, for example invoice.paid.' })
  name!: string;
}

/** As `kanca.yaml` has them. */
export class ConfiguredEventType extends WrittenEventType {
  @Text({ min: 1, max: 256 })
  name!: string;

  @Owner({ default: 'default' })
  tenant!: string;
}

export class EventTypeQuery {
  @Owner({ optional: true })
  tenant?: string;
}

export class PutEventTypeQuery {
  @Flag({
    optional: true,
    inQuery: true,
    about: 'true changes the schema although a subscriber or a publisher may trip over it.',
  })
  force?: boolean;
}

export class EventTypeListQuery extends PageQuery {
  @Text({ max: 1_024, optional: true })
  override cursor?: string;
}

@Named('EventType')
export class EventTypeView {
  @Text()
  name!: string;

  @Text()
  tenant!: string;

  @Text({ nullable: true })
  description!: string | null;

  @Schema({ nullable: true })
  schema!: JsonSchema | null;

  @Anything()
  example!: unknown;

  @Flag()
  deprecated!: boolean;

  @OneOf(EVENT_VALIDATIONS, { nullable: true })
  validation!: EventValidation | null;

  @Retry({ nullable: true })
  retry!: RetryPolicy | null;

  @Instant()
  createdAt!: Date;

  @Instant()
  updatedAt!: Date;
}

class SchemaChange {
  @Text()
  field!: string;

  @Text()
  problem!: string;

  @OneOf(['subscribers', 'publishers', 'both'])
  breaks!: BreakingChange['breaks'];
}

export class PutEventTypeAnswer extends EventTypeView {
  @Many(() => SchemaChange, { about: 'What the change may break, when it was forced.' })
  breaking!: readonly SchemaChange[];
}
