/** An event of the Event Grid schema. */
export interface EventGridSchemaEvent<Name extends string, Data> {
  readonly id: string;
  readonly topic: string;
  readonly subject: string;
  readonly eventType: Name;
  /** ISO 8601. */
  readonly eventTime: string;
  readonly data: Data;
  readonly dataVersion: string;
  readonly metadataVersion: string;
}

/** An event of the CloudEvents schema 1.0. */
export interface EventGridCloudEvent<Name extends string, Data> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: Name;
  readonly subject?: string;
  /** ISO 8601. */
  readonly time?: string;
  readonly datacontenttype?: string;
  readonly data: Data;
}

/** The event subscription chooses the schema; `data` is the same in both. */
export type EventGridEvent<Name extends string, Data> =
  EventGridSchemaEvent<Name, Data> | EventGridCloudEvent<Name, Data>;

export interface BlobCreated {
  readonly api: string;
  readonly clientRequestId?: string;
  readonly requestId: string;
  readonly eTag: string;
  readonly contentType: string;
  readonly contentLength: number;
  readonly blobType: 'BlockBlob' | 'PageBlob' | 'AppendBlob';
  readonly url: string;
  readonly sequencer: string;
}

export interface BlobDeleted {
  readonly api: string;
  readonly requestId: string;
  readonly contentType: string;
  readonly blobType: string;
  readonly url: string;
  readonly sequencer: string;
}

/** A change of a resource that somebody made through Azure Resource Manager. */
export interface ResourceChange {
  readonly correlationId: string;
  readonly resourceProvider: string;
  readonly resourceUri: string;
  readonly operationName: string;
  readonly status: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly claims?: Readonly<Record<string, string>>;
}

export interface ContainerRegistryChange {
  readonly id: string;
  readonly timestamp: string;
  readonly action: string;
  readonly target: {
    readonly mediaType?: string;
    readonly size?: number;
    readonly digest?: string;
    readonly repository: string;
    readonly tag?: string;
  };
}

export interface KeyVaultExpiry {
  readonly Id: string;
  readonly VaultName: string;
  readonly ObjectType: string;
  readonly ObjectName: string;
  readonly Version: string;
  /** Unix seconds. */
  readonly EXP?: number | null;
  readonly NBF?: number | null;
}

export interface DeviceTelemetry {
  readonly properties: Readonly<Record<string, string>>;
  readonly systemProperties: Readonly<Record<string, string>>;
  /** As JSON or, for another content type, in base64. */
  readonly body: unknown;
}

export interface DeviceLifeCycle {
  readonly deviceId: string;
  readonly hubName: string;
  readonly twin: unknown;
}

export interface IncomingCall {
  readonly to: { readonly rawId: string };
  readonly from: { readonly rawId: string };
  readonly serverCallId: string;
  readonly callerDisplayName?: string;
  readonly incomingCallContext: string;
  readonly correlationId: string;
}

export interface SmsReceived {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly message: string;
  readonly receivedTimestamp: string;
}

type EventsOf<Names extends string, Data> = { readonly [Name in Names]: EventGridEvent<Name, Data> };

type ResourceEvents = EventsOf<
  `Microsoft.Resources.Resource${'Write' | 'Delete' | 'Action'}${'Success' | 'Failure' | 'Cancel'}`,
  ResourceChange
>;
type RegistryEvents = EventsOf<
  | 'Microsoft.ContainerRegistry.ImagePushed'
  | 'Microsoft.ContainerRegistry.ImageDeleted'
  | 'Microsoft.ContainerRegistry.ChartPushed'
  | 'Microsoft.ContainerRegistry.ChartDeleted',
  ContainerRegistryChange
>;
type KeyVaultEvents = EventsOf<
  `Microsoft.KeyVault.${'Secret' | 'Key' | 'Certificate'}${'NewVersionCreated' | 'NearExpiry' | 'Expired'}`,
  KeyVaultExpiry
>;
type DeviceEvents = EventsOf<`Microsoft.Devices.Device${'Created' | 'Deleted'}`, DeviceLifeCycle>;

/** The events that are typed. Others, those of your own topics among them, arrive all the same, and are heard as `'*'`. */
export interface EventGridEvents extends ResourceEvents, RegistryEvents, KeyVaultEvents, DeviceEvents {
  readonly 'Microsoft.Storage.BlobCreated': EventGridEvent<'Microsoft.Storage.BlobCreated', BlobCreated>;
  readonly 'Microsoft.Storage.BlobDeleted': EventGridEvent<'Microsoft.Storage.BlobDeleted', BlobDeleted>;
  readonly 'Microsoft.Devices.DeviceTelemetry': EventGridEvent<'Microsoft.Devices.DeviceTelemetry', DeviceTelemetry>;
  readonly 'Microsoft.Communication.IncomingCall': EventGridEvent<'Microsoft.Communication.IncomingCall', IncomingCall>;
  readonly 'Microsoft.Communication.SMSReceived': EventGridEvent<'Microsoft.Communication.SMSReceived', SmsReceived>;
  readonly 'Microsoft.EventGrid.SubscriptionDeletedEvent': EventGridEvent<
    'Microsoft.EventGrid.SubscriptionDeletedEvent',
    { readonly eventSubscriptionId: string }
  >;
}
