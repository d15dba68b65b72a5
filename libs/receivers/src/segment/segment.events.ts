/** What every call of the Segment spec carries. */
export interface SegmentCall<Type extends string> {
  readonly type: Type;
  readonly messageId: string;
  readonly anonymousId?: string | null;
  readonly userId?: string | null;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly receivedAt?: string;
  readonly sentAt?: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly integrations?: Readonly<Record<string, unknown>>;
}

type Properties = Readonly<Record<string, unknown>>;

export interface SegmentTrack extends SegmentCall<'track'> {
  readonly event: string;
  readonly properties: Properties;
}

export interface SegmentIdentify extends SegmentCall<'identify'> {
  readonly traits: Properties;
}

export interface SegmentPage extends SegmentCall<'page'> {
  readonly name?: string;
  readonly properties: Properties;
}

export interface SegmentGroup extends SegmentCall<'group'> {
  readonly groupId: string;
  readonly traits: Properties;
}

/** Every call of the Segment spec. */
export interface SegmentEvents {
  readonly track: SegmentTrack;
  readonly identify: SegmentIdentify;
  readonly page: SegmentPage;
  readonly screen: SegmentCall<'screen'>;
  readonly group: SegmentGroup;
  readonly alias: SegmentCall<'alias'>;
}
