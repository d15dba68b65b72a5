import { Named } from '../../dto/field.js';
import { Instant, Text, Whole } from '../../dto/fields.js';

@Named('BlockedCalls')
export class BlockedCallsView {
  @Text({ about: 'Host and port; empty for what was no URL.' })
  destination!: string;

  @Text({ about: 'save, deliver, test, verify, token, document, other' })
  purpose!: string;

  @Text({ about: 'url, scheme, userinfo, port, name, address, own_origin' })
  reason!: string;

  @Text({ nullable: true, about: 'What the name resolved to. Not for keys that are bound to a tenant.' })
  detail!: string | null;

  @Text({ nullable: true, about: "null for the hub's own calls." })
  tenant!: string | null;

  @Text({ nullable: true })
  subscription!: string | null;

  @Whole()
  count!: number;

  @Instant()
  firstAt!: Date;

  @Instant()
  lastAt!: Date;
}
