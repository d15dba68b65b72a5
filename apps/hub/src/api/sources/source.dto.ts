import { Named, OtherNames } from '../../dto/field.js';
import { AnyMap, Instant, Many, OneOf, SomeOf, Text, Texts, Whole } from '../../dto/fields.js';
import { anything } from '../../dto/kinds/anything.js';
import { PageQuery } from '../../dto/page.js';
import { Tenant } from '../fields/tenant.js';
import { UNSIGNED, UNSIGNED_PARTS } from './unsigned.js';

@Named('SourceSecret')
export class SourceSecretView {
  @Text()
  sid!: string;

  @Instant()
  createdAt!: Date;

  @Text({ nullable: true, about: 'The address that it came from, of one that the provider handed over.' })
  handedOverFrom!: string | null;
}

@Named('Source')
export class SourceDetail {
  @Text()
  id!: string;

  @Text()
  tenant!: string;

  @Text()
  provider!: string;

  @Text({ nullable: true })
  name!: string | null;

  @Text({ about: 'What to enter at the provider.' })
  url!: string;

  @OneOf(['ready', 'needs_secret', 'needs_key'], {
    about:
      'needs_key: it has secrets, and this hub lacks the encryption key that opens them. Only ready accepts requests.',
  })
  state!: string;

  @Texts({ about: 'The ids of the encryption keys that this hub lacks for secrets of the source.' })
  missingKeys!: readonly string[];

  @OneOf(['file', 'api'])
  origin!: string;

  @Text({ nullable: true })
  assurance!: string | null;

  @SomeOf(UNSIGNED_PARTS, { about: UNSIGNED })
  unsigned!: readonly string[];

  @Many(() => SourceSecretView)
  secrets!: readonly SourceSecretView[];

  @AnyMap()
  options!: Readonly<Record<string, unknown>>;

  @Instant({
    nullable: true,
    about: 'Until when it takes a secret that its provider hands over; see POST …/await-secret.',
  })
  awaitsSecretUntil!: Date | null;

  @Instant({ nullable: true, about: 'To some seconds.' })
  lastEventAt!: Date | null;

  @Whole({ nullable: true, about: 'When kanca.source.silent is told of it; see PUT …/watch.' })
  silentAfterSeconds!: number | null;

  @Instant({ nullable: true })
  silentSince!: Date | null;

  @Instant()
  createdAt!: Date;

  @Instant()
  updatedAt!: Date;
}

/** Settings of the provider may stand beside the rest: `signingSecret`, `webhookId`. */
@Named('CreateSource')
@OtherNames(anything)
export class CreateSource {
  @Text({ min: 1, max: 64 })
  provider!: string;

  @Text({ min: 1, max: 100, optional: true, about: 'The last part of its URL; also called name.' })
  id?: string;

  @Text({
    min: 1,
    max: 100,
    optional: true,
    about:
      'The last part of its URL. Without one: the URL of the provider alone, or in other tenants than `default` a random name.',
  })
  name?: string;

  @Texts({ optional: true, about: 'Newest first.' })
  secrets?: string[];

  @AnyMap({ optional: true })
  options?: Record<string, unknown>;

  @Tenant({ optional: true })
  tenant?: string;
}

export class SourceQuery extends PageQuery {
  @Text({ max: 64, optional: true, about: 'Only sources of this provider.' })
  provider?: string;

  @Text({
    max: 100,
    optional: true,
    about: 'Only sources of this name, the last part of their URL; `default` for those without one.',
  })
  name?: string;
}

@Named('PatchSource')
export class PatchSource {
  @Text({ min: 1, max: 100, nullable: true, optional: true })
  name?: string | null;

  @AnyMap({ optional: true })
  options?: Record<string, unknown>;
}

export class WatchSource {
  @Whole({
    min: 60,
    max: 31_536_000,
    nullable: true,
    about: 'Tell of it when nothing has come for so long; null ends that.',
  })
  silentAfterSeconds!: number | null;
}
