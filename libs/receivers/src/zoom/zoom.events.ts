export interface ZoomEvent<Name extends string, Subject> {
  readonly event: Name;
  /** Milliseconds since the Unix epoch. */
  readonly event_ts: number;
  readonly payload: {
    readonly account_id: string;
    readonly operator?: string;
    readonly object: Subject;
  };
}

export interface ZoomMeeting {
  readonly id: string | number;
  readonly uuid: string;
  readonly host_id: string;
  readonly topic: string;
  readonly type: number;
  readonly start_time?: string;
  readonly end_time?: string;
  /** In minutes. */
  readonly duration?: number;
  readonly timezone?: string;
}

export interface ZoomMeetingWithParticipant extends ZoomMeeting {
  readonly participant: {
    readonly user_id: string;
    readonly user_name: string;
    readonly email?: string;
    readonly join_time?: string;
    readonly leave_time?: string;
  };
}

export interface ZoomRecording extends ZoomMeeting {
  readonly share_url?: string;
  readonly recording_files: readonly {
    readonly id: string;
    readonly file_type: string;
    readonly file_size?: number;
    readonly download_url?: string;
    readonly status?: string;
  }[];
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface ZoomEvents {
  readonly 'meeting.started': ZoomEvent<'meeting.started', ZoomMeeting>;
  readonly 'meeting.ended': ZoomEvent<'meeting.ended', ZoomMeeting>;
  readonly 'meeting.participant_joined': ZoomEvent<'meeting.participant_joined', ZoomMeetingWithParticipant>;
  readonly 'meeting.participant_left': ZoomEvent<'meeting.participant_left', ZoomMeetingWithParticipant>;
  readonly 'recording.completed': ZoomEvent<'recording.completed', ZoomRecording>;
}
