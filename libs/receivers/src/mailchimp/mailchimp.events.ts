/** What every event carries. The form that Mailchimp sends arrives as an object: `data[merges][FNAME]` is `data.merges.FNAME`. */
export interface MailchimpEvent<Name extends string, Data> {
  readonly type: Name;
  /** UTC: `2026-01-15 15:20:41` */
  readonly fired_at: string;
  readonly data: Data;
}

/** The merge fields of an audience by their tags. Groups are lists of names with commas between them. */
export interface MailchimpMerges {
  readonly EMAIL: string;
  readonly FNAME?: string;
  readonly LNAME?: string;
  readonly INTERESTS?: string;
  readonly [tag: string]: unknown;
}

export interface MailchimpSubscriber {
  readonly id: string;
  readonly list_id: string;
  readonly email: string;
  readonly email_type: 'html' | 'text';
  readonly ip_opt?: string;
  readonly ip_signup?: string;
  readonly merges: MailchimpMerges;
}

export interface MailchimpUnsubscribe extends MailchimpSubscriber {
  readonly action: 'unsub' | 'delete';
  readonly reason: 'manual' | 'abuse';
  readonly campaign_id?: string;
}

export interface MailchimpEmailChange {
  readonly list_id: string;
  readonly new_id: string;
  readonly new_email: string;
  readonly old_email: string;
}

/** An address that was given up. */
export interface MailchimpCleaned {
  readonly list_id: string;
  readonly campaign_id: string;
  /** `hard` for bounces, `abuse` for complaints. */
  readonly reason: 'hard' | 'abuse';
  readonly email: string;
}

export interface MailchimpCampaign {
  readonly id: string;
  readonly list_id: string;
  readonly subject: string;
  readonly status: string;
  readonly reason: string;
}

export interface MailchimpEvents {
  readonly subscribe: MailchimpEvent<'subscribe', MailchimpSubscriber>;
  readonly unsubscribe: MailchimpEvent<'unsubscribe', MailchimpUnsubscribe>;
  readonly profile: MailchimpEvent<'profile', MailchimpSubscriber>;
  readonly upemail: MailchimpEvent<'upemail', MailchimpEmailChange>;
  readonly cleaned: MailchimpEvent<'cleaned', MailchimpCleaned>;
  readonly campaign: MailchimpEvent<'campaign', MailchimpCampaign>;
}
