/** One item of a standard webhook. Only pspReference to success, in the order of Adyen’s documentation, are signed. */
export interface AdyenItem<Code extends string> {
  readonly pspReference: string;
  /** The payment that this is a modification of. */
  readonly originalReference?: string;
  readonly merchantAccountCode: string;
  readonly merchantReference: string;
  /** In the smallest unit of the currency. */
  readonly amount: { readonly value: number; readonly currency: string };
  readonly eventCode: Code;
  readonly success: 'true' | 'false';
  /** ISO 8601. */
  readonly eventDate: string;
  readonly paymentMethod?: string;
  readonly reason?: string;
  readonly operations?: readonly string[];
  readonly additionalData?: Readonly<Record<string, string>>;
}

type Code =
  | 'AUTHORISATION'
  | 'CANCELLATION'
  | 'CAPTURE'
  | 'CAPTURE_FAILED'
  | 'CHARGEBACK'
  | 'REFUND'
  | 'REFUND_FAILED'
  | 'REPORT_AVAILABLE';

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export type AdyenEvents = { readonly [Key in Code]: AdyenItem<Key> };
