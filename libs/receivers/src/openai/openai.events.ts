/** OpenAI sends the id of the finished resource; the resource itself is fetched by its API. */
export interface OpenaiEvent<Name extends string, Data = { readonly id: string }> {
  readonly id: string;
  readonly object: 'event';
  readonly type: Name;
  /** Unix seconds. */
  readonly created_at: number;
  readonly data: Data;
}

export interface OpenaiIncomingCall {
  readonly call_id: string;
  readonly sip_headers: readonly { readonly name: string; readonly value: string }[];
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface OpenaiEvents {
  readonly 'response.completed': OpenaiEvent<'response.completed'>;
  readonly 'response.failed': OpenaiEvent<'response.failed'>;
  readonly 'batch.completed': OpenaiEvent<'batch.completed'>;
  readonly 'fine_tuning.job.succeeded': OpenaiEvent<'fine_tuning.job.succeeded'>;
  readonly 'realtime.call.incoming': OpenaiEvent<'realtime.call.incoming', OpenaiIncomingCall>;
}
