import { Instant, Many, OneOf, Text, TextMap, Texts, Whole } from '../../dto/fields.js';
import { Field, Named, type FieldOptions } from '../../dto/field.js';
import { list } from '../../dto/kinds/list.js';
import { text } from '../../dto/kinds/text.js';

function Lease(): PropertyDecorator {
  return Text({ max: 64, about: 'lse_…, as the fetch answered.' });
}

function LeasedDeliveries(): PropertyDecorator {
  return Field(list(text({ max: 64 }), { max: 200 }), {
    optional: true,
    about: 'dlv_… ids; all that the lease holds when it is missing.',
  });
}

function LeaseSeconds(options: FieldOptions = {}): PropertyDecorator {
  return Whole({
    min: 1,
    max: 3_600,
    about:
      'For how long nobody else gets them. What is not settled by then is delivered again, which spends an attempt.',
    ...options,
  });
}

@Named('FetchOptions')
export class FetchDeliveries {
  @Whole({ min: 1, max: 200, default: 50 })
  limit!: number;

  @LeaseSeconds({ default: 30 })
  leaseSeconds!: number;

  @Whole({ min: 0, max: 30, default: 0, about: 'How long to wait for something when nothing is there.' })
  waitSeconds!: number;
}

class FetchedDelivery {
  @Text()
  id!: string;

  @Whole()
  attempt!: number;

  @Text()
  type!: string;

  @TextMap({ about: 'As they would have been sent, the signature included.' })
  headers!: Readonly<Record<string, string>>;

  @Text()
  body!: string;

  @OneOf(['utf8', 'base64'])
  bodyEncoding!: string;
}

@Named('FetchedDeliveries')
export class FetchedDeliveries {
  @Text({ nullable: true })
  lease!: string | null;

  @Instant({ nullable: true })
  leaseUntil!: Date | null;

  @Many(() => FetchedDelivery)
  deliveries!: readonly FetchedDelivery[];
}

export class CommitDeliveries {
  @Lease()
  lease!: string;

  @LeasedDeliveries()
  deliveries?: readonly string[];
}

export class ReleaseDeliveries extends CommitDeliveries {
  @Text({ max: 1_000, optional: true, about: 'Why; shown with the attempt.' })
  error?: string;

  @Whole({ min: 0, max: 86_400, optional: true, about: "By the subscription's schedule when it is missing." })
  retryAfterSeconds?: number;
}

export class ExtendLease {
  @Lease()
  lease!: string;

  @LeaseSeconds()
  leaseSeconds!: number;
}

@Named('SettledDeliveries')
export class SettledDeliveries {
  @Texts()
  settled!: readonly string[];

  @Texts({ about: 'Their lease had lapsed: they are delivered again.' })
  lapsed!: readonly string[];
}

export class StreamQuery {
  @Whole({
    min: 1,
    max: 50,
    default: 20,
    inQuery: true,
    about: 'Deliveries that are sent before they have to be settled.',
  })
  limit!: number;

  @Whole({ min: 1, max: 3_600, default: 30, inQuery: true })
  leaseSeconds!: number;
}
