import { Named } from '../../dto/field.js';
import { OneOf, Text } from '../../dto/fields.js';
import { PageQuery } from '../../dto/page.js';
import { EventPatterns } from '../fields/event-patterns.js';
import { Tenant } from '../fields/tenant.js';
import { GivenSettingFields } from './setting-fields.js';

const STATES = ['enabled', 'paused', 'disabled'] as const;

@Named('PatchSubscription')
export class PatchSubscription extends GivenSettingFields {
  @Text({ max: 2_048, optional: true })
  uri?: string;

  @EventPatterns({ optional: true })
  filters?: string[];
}

/** A subscription that is known by its key. Where it exists, members that are left out keep their values. */
export class PutSubscription extends GivenSettingFields {
  @Text({ max: 2_048, default: '', about: 'Where notifications go. Needed, unless delivery is pull.' })
  uri!: string;

  @OneOf(['push', 'pull'], {
    optional: true,
    about: 'pull: nobody is called; the subscriber fetches its deliveries (POST …/fetch, or GET …/stream).',
  })
  delivery?: 'push' | 'pull';

  @EventPatterns({ optional: true })
  filters?: string[];

  @Text({ optional: true, about: 'whsec_…; made when it is missing.' })
  secret?: string;

  @Tenant({ optional: true })
  tenant?: string;
}

@Named('CreateSubscription')
export class CreateSubscription extends PutSubscription {
  @EventPatterns({ default: ['*'] })
  override filters!: string[];

  @Text({ min: 1, max: 100, optional: true })
  key?: string;
}

export class SubscriptionQuery extends PageQuery {
  @Text({ max: 100, optional: true })
  key?: string;

  @OneOf(STATES, { optional: true })
  state?: (typeof STATES)[number];

  @Text({ min: 1, max: 256, optional: true, about: 'An event type: those that hear of it, as far as the type tells.' })
  type?: string;
}
