/** What every event carries. */
export interface ElevenlabsEvent<Name extends string, Data> {
  readonly type: Name;
  /** Unix seconds. */
  readonly event_timestamp: number;
  readonly data: Data;
}

export interface ElevenlabsTranscription {
  readonly agent_id: string;
  readonly conversation_id: string;
  readonly status: string;
  readonly user_id?: string | null;
  readonly transcript: readonly {
    readonly role: 'agent' | 'user';
    readonly message: string | null;
    readonly time_in_call_secs: number;
  }[];
  readonly metadata: { readonly start_time_unix_secs: number; readonly call_duration_secs: number };
  readonly analysis: { readonly call_successful: string; readonly transcript_summary: string } | null;
}

export interface ElevenlabsAudio {
  readonly agent_id: string;
  readonly conversation_id: string;
  /** The whole call as MP3, in base64. */
  readonly full_audio: string;
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface ElevenlabsEvents {
  readonly post_call_transcription: ElevenlabsEvent<'post_call_transcription', ElevenlabsTranscription>;
  readonly post_call_audio: ElevenlabsEvent<'post_call_audio', ElevenlabsAudio>;
  readonly call_initiation_failure: ElevenlabsEvent<
    'call_initiation_failure',
    { readonly agent_id: string; readonly conversation_id: string; readonly failure_reason: string }
  >;
}
