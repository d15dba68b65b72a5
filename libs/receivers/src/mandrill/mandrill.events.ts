/** The message that an event is about. */
export interface MandrillMessage {
  readonly _id: string;
  /** Unix seconds. */
  readonly ts: number;
  readonly email: string;
  readonly sender: string;
  readonly subject: string;
  readonly state: string;
  readonly tags: readonly string[];
  readonly metadata: unknown;
  readonly template: string | null;
  readonly subaccount?: string | null;
  readonly opens: readonly { readonly ts: number }[];
  readonly clicks: readonly { readonly ts: number; readonly url: string }[];
  readonly smtp_events?: readonly unknown[];
  readonly resends?: readonly unknown[];
  /** What the other server said, of bounces and deferrals. */
  readonly diag?: string;
  readonly bgtools_code?: number;
  readonly bounce_description?: string;
}

interface MessageEvent<Name extends string> {
  readonly event: Name;
  readonly _id: string;
  /** Unix seconds. */
  readonly ts: number;
  readonly msg: MandrillMessage;
}

/** Where somebody opened or clicked. */
interface Whereabouts {
  readonly ip: string;
  readonly user_agent: string;
  readonly location: {
    readonly country: string;
    readonly country_short: string;
    readonly region: string;
    readonly city: string;
    readonly latitude: number;
    readonly longitude: number;
    readonly postal_code: string;
    readonly timezone: string;
  } | null;
  readonly user_agent_parsed: unknown;
}

/** Mail that came in at an inbound domain. */
export interface MandrillInbound {
  readonly event: 'inbound';
  readonly ts: number;
  readonly msg: {
    /** The whole message, as it was received. */
    readonly raw_msg: string;
    readonly headers: Readonly<Record<string, string | readonly string[]>>;
    readonly text?: string;
    readonly text_flowed?: boolean;
    readonly html?: string;
    readonly from_email: string;
    readonly from_name?: string;
    /** Addresses and names. */
    readonly to: readonly (readonly [string, string | null])[];
    readonly cc?: readonly (readonly [string, string | null])[];
    readonly email: string;
    readonly subject: string;
    readonly tags: readonly string[];
    readonly sender: string | null;
    readonly spam_report: { readonly score: number; readonly matched_rules: unknown };
    readonly attachments?: Readonly<
      Record<
        string,
        { readonly name: string; readonly type: string; readonly content: string; readonly base64: boolean }
      >
    >;
    readonly images?: unknown;
    readonly dkim: { readonly signed: boolean; readonly valid: boolean };
    readonly spf: { readonly result: string; readonly detail: string };
  };
}

/** An address was put on a list, changed there, or taken off. */
export interface MandrillSync<Type extends string, Action extends string> {
  readonly type: Type;
  readonly action: Action;
  readonly ts: number;
  readonly reject?: { readonly email: string; readonly reason: string; readonly detail: string | null };
  readonly entry?: { readonly email: string; readonly detail: string | null };
}

type MessageName = 'send' | 'delivered' | 'deferral' | 'hard_bounce' | 'soft_bounce' | 'spam' | 'unsub' | 'reject';
type MessageEvents = { readonly [Name in MessageName]: MessageEvent<Name> };

/** What Mailchimp Transactional sends, one event for each of a batch. */
export interface MandrillEvents extends MessageEvents {
  readonly open: MessageEvent<'open'> & Whereabouts;
  readonly click: MessageEvent<'click'> & Whereabouts & { readonly url: string };
  readonly inbound: MandrillInbound;
  readonly 'denylist.add': MandrillSync<'denylist', 'add'>;
  readonly 'denylist.change': MandrillSync<'denylist', 'change'>;
  readonly 'denylist.remove': MandrillSync<'denylist', 'remove'>;
  readonly 'allowlist.add': MandrillSync<'allowlist', 'add'>;
  readonly 'allowlist.remove': MandrillSync<'allowlist', 'remove'>;
}
