export interface LivekitRoom {
  readonly sid: string;
  readonly name: string;
  readonly metadata?: string;
  readonly numParticipants?: number;
  /** Unix seconds, as text. */
  readonly creationTime?: string;
}

export interface LivekitParticipant {
  readonly sid: string;
  readonly identity: string;
  readonly name?: string;
  readonly state?: string;
  readonly metadata?: string;
}

/** What every event says. */
export interface LivekitEvent<Name extends string> {
  readonly event: Name;
  readonly id: string;
  /** Unix seconds, as text. */
  readonly createdAt: string;
  readonly room?: LivekitRoom;
}

type WithParticipant<Name extends string> = LivekitEvent<Name> & { readonly participant: LivekitParticipant };
type WithTrack<Name extends string> = WithParticipant<Name> & {
  readonly track: { readonly sid: string; readonly type?: string; readonly name?: string; readonly source?: string };
};
type WithEgress<Name extends string> = LivekitEvent<Name> & {
  readonly egressInfo: { readonly egressId: string; readonly roomName?: string; readonly status?: string };
};

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface LivekitEvents {
  readonly room_started: LivekitEvent<'room_started'>;
  readonly room_finished: LivekitEvent<'room_finished'>;
  readonly participant_joined: WithParticipant<'participant_joined'>;
  readonly participant_left: WithParticipant<'participant_left'>;
  readonly track_published: WithTrack<'track_published'>;
  readonly track_unpublished: WithTrack<'track_unpublished'>;
  readonly egress_started: WithEgress<'egress_started'>;
  readonly egress_ended: WithEgress<'egress_ended'>;
}
