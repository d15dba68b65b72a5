/** What every notification says. */
export interface MicrosoftGraphNotification {
  readonly id?: string;
  readonly subscriptionId: string;
  /** ISO 8601. */
  readonly subscriptionExpirationDateTime: string;
  readonly clientState?: string;
  readonly tenantId: string;
}

/** A change of a resource. */
export interface MicrosoftGraphChange<Name extends string> extends MicrosoftGraphNotification {
  readonly changeType: Name;
  /** `Users('…')/Messages('…')`. */
  readonly resource: string;
  readonly resourceData?: {
    readonly '@odata.type': string;
    readonly '@odata.id'?: string;
    readonly '@odata.etag'?: string;
    readonly id: string;
  };
  /** With resource data: still closed, for the private key of your certificate. */
  readonly encryptedContent?: {
    readonly data: string;
    readonly dataKey: string;
    readonly dataSignature: string;
    readonly encryptionCertificateId: string;
    readonly encryptionCertificateThumbprint: string;
  };
}

/** Something about the subscription itself. */
export interface MicrosoftGraphLifecycle<Name extends string> extends MicrosoftGraphNotification {
  readonly lifecycleEvent: Name;
}

export interface MicrosoftGraphEvents {
  readonly created: MicrosoftGraphChange<'created'>;
  readonly updated: MicrosoftGraphChange<'updated'>;
  readonly deleted: MicrosoftGraphChange<'deleted'>;
  /** The subscription is about to end: renew or reauthorise it. */
  readonly reauthorizationRequired: MicrosoftGraphLifecycle<'reauthorizationRequired'>;
  readonly subscriptionRemoved: MicrosoftGraphLifecycle<'subscriptionRemoved'>;
  /** Notifications were lost: read the resource anew. */
  readonly missed: MicrosoftGraphLifecycle<'missed'>;
}
