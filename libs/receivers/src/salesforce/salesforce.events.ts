/** A field of a record: its text, null when it is empty there, a record of its own, or several of these. */
export type SalesforceValue = string | null | SalesforceFields | readonly SalesforceValue[];

export interface SalesforceFields {
  readonly [name: string]: SalesforceValue;
}

/** One notification of an outbound message: one record, with the fields that were chosen for the message. */
export interface SalesforceNotification<Fields = SalesforceFields> {
  /** 18 characters, `00D…`. */
  readonly organizationId: string;
  /** The outbound message that was set up, `04k…`. */
  readonly actionId: string;
  /** Where to call the API with the enterprise WSDL, and with the partner WSDL. */
  readonly enterpriseUrl: string | null;
  readonly partnerUrl: string | null;
  /** What the API takes for a token. Null unless Salesforce sends it and the source is set to keep it. */
  readonly sessionId: string | null;
  /** The id of the notification, `04l…`: the same when it is sent again. */
  readonly notificationId: string;
  /** `Lead`, `Order__c`. */
  readonly objectType: string | null;
  readonly fields: Fields;
}

/** By the id of the outbound message, which every organisation has its own of. */
export type SalesforceEvents = Readonly<Record<string, SalesforceNotification>>;
