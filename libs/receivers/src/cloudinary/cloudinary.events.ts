export interface CloudinaryNotification<Kind extends string> {
  readonly notification_type: Kind;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly request_id: string;
  readonly notification_context?: {
    readonly triggered_at: string;
    readonly triggered_by: { readonly source: string; readonly id: string };
  };
}

export interface CloudinaryAsset {
  readonly asset_id: string;
  readonly public_id: string;
  readonly resource_type: string;
  readonly type: string;
  readonly format?: string;
  readonly version?: number;
}

export interface CloudinaryUpload extends CloudinaryNotification<'upload'>, CloudinaryAsset {
  readonly bytes: number;
  readonly width?: number;
  readonly height?: number;
  readonly tags: readonly string[];
  readonly created_at: string;
  readonly url: string;
  readonly secure_url: string;
  readonly etag: string;
}

export interface CloudinaryDelete extends CloudinaryNotification<'delete'> {
  readonly resources: readonly CloudinaryAsset[];
}

export interface CloudinaryModeration extends CloudinaryNotification<'moderation'>, CloudinaryAsset {
  readonly moderation_status: string;
  readonly moderation_kind: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface CloudinaryEvents {
  readonly upload: CloudinaryUpload;
  readonly delete: CloudinaryDelete;
  readonly moderation: CloudinaryModeration;
}
