/** One change of a WhatsApp Business account. */
export interface WhatsappChange<Field extends string, Value> {
  /** The account; the time, in Unix seconds, is missing with messages, which have their own. */
  readonly entry: { readonly id: string; readonly time?: number };
  readonly field: Field;
  readonly value: Value;
}

export interface WhatsappMedia {
  readonly id: string;
  readonly mime_type: string;
  readonly sha256: string;
  readonly caption?: string;
  readonly filename?: string;
}

/** A message that came in. What it holds stands under the name of its type. */
export interface WhatsappMessage {
  /** `wamid.…` */
  readonly id: string;
  readonly from: string;
  /** Unix seconds, as a text. */
  readonly timestamp: string;
  readonly type: string;
  readonly context?: { readonly from?: string; readonly id?: string; readonly forwarded?: boolean };
  readonly text?: { readonly body: string };
  readonly image?: WhatsappMedia;
  readonly audio?: WhatsappMedia;
  readonly video?: WhatsappMedia;
  readonly document?: WhatsappMedia;
  readonly sticker?: WhatsappMedia;
  readonly location?: {
    readonly latitude: number;
    readonly longitude: number;
    readonly name?: string;
    readonly address?: string;
  };
  readonly reaction?: { readonly message_id: string; readonly emoji?: string };
  readonly button?: { readonly text: string; readonly payload: string };
  readonly interactive?: {
    readonly type: string;
    readonly button_reply?: { readonly id: string; readonly title: string };
    readonly list_reply?: { readonly id: string; readonly title: string; readonly description?: string };
    readonly nfm_reply?: { readonly name: string; readonly body: string; readonly response_json: string };
  };
  readonly contacts?: unknown;
  readonly order?: unknown;
  readonly referral?: unknown;
  readonly errors?: readonly WhatsappError[];
}

export interface WhatsappError {
  readonly code: number;
  readonly title: string;
  readonly message?: string;
  readonly error_data?: { readonly details: string };
}

/** What became of a message that was sent. */
export interface WhatsappStatus {
  readonly id: string;
  readonly status: 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'deleted';
  readonly timestamp: string;
  readonly recipient_id: string;
  readonly conversation?: { readonly id: string; readonly origin: { readonly type: string } };
  readonly pricing?: { readonly billable: boolean; readonly pricing_model: string; readonly category: string };
  readonly errors?: readonly WhatsappError[];
  readonly biz_opaque_callback_data?: string;
}

/** Either messages or statuses. */
export interface WhatsappMessages {
  readonly messaging_product: 'whatsapp';
  readonly metadata: { readonly display_phone_number: string; readonly phone_number_id: string };
  readonly contacts?: readonly { readonly profile: { readonly name: string }; readonly wa_id: string }[];
  readonly messages?: readonly WhatsappMessage[];
  readonly statuses?: readonly WhatsappStatus[];
  readonly errors?: readonly WhatsappError[];
}

interface Template {
  readonly message_template_id: number;
  readonly message_template_name: string;
  readonly message_template_language: string;
}

interface Values {
  readonly messages: WhatsappMessages;
  readonly message_template_status_update: Template & { readonly event: string; readonly reason: string | null };
  readonly message_template_quality_update: Template & {
    readonly previous_quality_score: string;
    readonly new_quality_score: string;
  };
  readonly template_category_update: Template & {
    readonly previous_category?: string;
    readonly new_category: string;
  };
  readonly account_update: { readonly event: string; readonly ban_info?: unknown; readonly violation_info?: unknown };
  readonly account_review_update: { readonly decision: string };
  readonly phone_number_quality_update: {
    readonly display_phone_number: string;
    readonly event: string;
    readonly current_limit: string;
  };
  readonly phone_number_name_update: {
    readonly display_phone_number: string;
    readonly decision: string;
    readonly requested_verified_name: string;
    readonly rejection_reason: string | null;
  };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export type WhatsappEvents = { readonly [Field in keyof Values]: WhatsappChange<Field, Values[Field]> };
