import type { XmlElement } from '../kit/built-in.js';

/** What the JSON format alone tells is optional: the older XML is told in the same words, as far as it goes. */
export interface DocusignEvent<Name extends string> {
  readonly event: Name;
  readonly apiVersion?: string;
  readonly uri?: string;
  readonly retryCount?: number;
  readonly configurationId?: number;
  /** ISO 8601; in XML without a zone. */
  readonly generatedDateTime: string;
  /** The whole message, where it came as XML. */
  readonly xml?: XmlElement;
  readonly data: {
    readonly accountId?: string;
    readonly userId?: string;
    readonly envelopeId: string;
    /** On `recipient-…`. */
    readonly recipientId?: string;
    /** Where the configuration includes it. */
    readonly envelopeSummary?: DocusignEnvelope;
  };
}

export interface DocusignEnvelope {
  readonly status: string;
  readonly emailSubject: string;
  readonly sender: { readonly userName: string; readonly email: string };
  readonly createdDateTime: string;
  readonly completedDateTime?: string;
  readonly recipients?: unknown;
  readonly customFields?: unknown;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface DocusignEvents {
  readonly 'envelope-sent': DocusignEvent<'envelope-sent'>;
  readonly 'envelope-completed': DocusignEvent<'envelope-completed'>;
  readonly 'envelope-declined': DocusignEvent<'envelope-declined'>;
  readonly 'envelope-voided': DocusignEvent<'envelope-voided'>;
  readonly 'recipient-completed': DocusignEvent<'recipient-completed'>;
}
