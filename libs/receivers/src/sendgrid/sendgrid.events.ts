/** What every event carries. Unique arguments of your own stand beside these. */
export interface SendgridEvent<Name extends string> {
  readonly event: Name;
  readonly email: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly sg_event_id: string;
  readonly sg_message_id: string;
  readonly 'smtp-id'?: string;
  readonly category?: string | readonly string[];
  readonly asm_group_id?: number;
  readonly marketing_campaign_id?: number;
  readonly marketing_campaign_name?: string;
  readonly [uniqueArgument: string]: unknown;
}

export interface SendgridProcessed extends SendgridEvent<'processed'> {
  readonly send_at?: number;
  readonly pool?: { readonly name: string; readonly id: number };
}

export interface SendgridDropped extends SendgridEvent<'dropped'> {
  readonly reason: string;
  readonly status?: string;
}

export interface SendgridDeferred extends SendgridEvent<'deferred'> {
  readonly response: string;
  readonly attempt: string;
}

export interface SendgridDelivered extends SendgridEvent<'delivered'> {
  readonly response: string;
  readonly ip?: string;
  readonly tls?: 0 | 1;
}

export interface SendgridBounce extends SendgridEvent<'bounce'> {
  readonly type: 'bounce' | 'blocked' | 'expired';
  readonly reason: string;
  readonly status?: string;
  readonly bounce_classification?: string;
}

export interface SendgridOpen extends SendgridEvent<'open'> {
  readonly useragent: string;
  readonly ip: string;
  /** Whether it was Apple's proxy that opened it, and perhaps nobody. */
  readonly sg_machine_open?: boolean;
}

export interface SendgridClick extends SendgridEvent<'click'> {
  readonly url: string;
  readonly useragent: string;
  readonly ip: string;
  readonly url_offset?: { readonly index: number; readonly type: 'html' | 'text' };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface SendgridEvents {
  readonly processed: SendgridProcessed;
  readonly dropped: SendgridDropped;
  readonly deferred: SendgridDeferred;
  readonly delivered: SendgridDelivered;
  readonly bounce: SendgridBounce;
  readonly open: SendgridOpen;
  readonly click: SendgridClick;
  readonly spamreport: SendgridEvent<'spamreport'>;
  readonly unsubscribe: SendgridEvent<'unsubscribe'>;
  readonly group_unsubscribe: SendgridEvent<'group_unsubscribe'>;
  readonly group_resubscribe: SendgridEvent<'group_resubscribe'>;
}
