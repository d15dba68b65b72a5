export interface MuxEvent<Name extends string, Data> {
  readonly id: string;
  readonly type: Name;
  /** ISO 8601. */
  readonly created_at: string;
  readonly object: { readonly type: string; readonly id: string };
  readonly environment: { readonly name: string; readonly id: string };
  readonly data: Data;
  readonly request_id: string | null;
  readonly attempts: readonly unknown[];
}

export interface MuxAsset {
  readonly id: string;
  readonly status: 'preparing' | 'ready' | 'errored';
  /** Unix seconds, as a text. */
  readonly created_at: string | number;
  readonly duration?: number;
  readonly aspect_ratio?: string;
  readonly playback_ids?: readonly { readonly id: string; readonly policy: string }[];
  readonly passthrough?: string;
  readonly upload_id?: string;
}

export interface MuxLiveStream {
  readonly id: string;
  readonly status: 'idle' | 'active' | 'disabled';
  readonly stream_key?: string;
  readonly active_asset_id?: string;
  readonly playback_ids?: readonly { readonly id: string; readonly policy: string }[];
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface MuxEvents {
  readonly 'video.asset.created': MuxEvent<'video.asset.created', MuxAsset>;
  readonly 'video.asset.ready': MuxEvent<'video.asset.ready', MuxAsset>;
  readonly 'video.asset.errored': MuxEvent<'video.asset.errored', MuxAsset>;
  readonly 'video.live_stream.active': MuxEvent<'video.live_stream.active', MuxLiveStream>;
  readonly 'video.live_stream.idle': MuxEvent<'video.live_stream.idle', MuxLiveStream>;
}
