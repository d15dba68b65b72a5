import { Named } from '../../dto/field.js';
import { Instant, One, Text, TextMap, Time, Whole } from '../../dto/fields.js';
import { PageQuery } from '../../dto/page.js';

export class RejectionQuery extends PageQuery {
  @Text({ optional: true, about: 'src_…' })
  source?: string;

  @Text({ optional: true })
  provider?: string;

  @Text({ optional: true })
  code?: string;

  @Time({ optional: true })
  since?: Date;

  @Time({ optional: true })
  until?: Date;
}

class RefusingSource {
  @Text()
  id!: string;

  @Text()
  uri!: string;
}

@Named('Rejection')
export class RejectionView {
  @Text()
  id!: string;

  @One(() => RefusingSource)
  source!: RefusingSource;

  @Text()
  tenant!: string;

  @Text()
  provider!: string;

  @Instant()
  receivedAt!: Date;

  @Text()
  requestId!: string;

  @Text({
    about: 'Where it came from: an IPv4 address, or the first 64 bits of an IPv6 address. Empty for those from before.',
  })
  network!: string;

  @Whole()
  status!: number;

  @Text()
  code!: string;

  @Text({ about: 'The precise reason, which the caller was not told.' })
  reason!: string;

  @Text({ about: 'What to do about it.' })
  diagnosis!: string;

  @Text()
  method!: string;

  @Text()
  url!: string;

  @TextMap()
  headers!: Readonly<Record<string, string>>;

  @Whole()
  bodyBytes!: number;

  @Whole({ about: 'Refusals of the source since the last one that was kept.' })
  unrecorded!: number;
}

export class RejectionDetail extends RejectionView {
  @Text({ about: 'The first 256 KiB; `[not shown: …]` where there was no time to look for secrets in it.' })
  bodyBase64!: string;
}
