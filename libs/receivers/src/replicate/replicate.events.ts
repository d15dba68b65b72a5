/** A prediction; a training looks the same. */
export interface ReplicatePrediction<Status extends string> {
  readonly id: string;
  readonly status: Status;
  readonly model: string;
  readonly version: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** As the model gives it: a URL, a list of them, a text. */
  readonly output: unknown;
  readonly error: string | null;
  readonly logs: string | null;
  readonly created_at: string;
  readonly started_at?: string | null;
  readonly completed_at?: string | null;
  readonly metrics?: Readonly<Record<string, number>>;
  readonly urls?: Readonly<Record<string, string>>;
}

/** By the status of the prediction. */
export interface ReplicateEvents {
  readonly starting: ReplicatePrediction<'starting'>;
  readonly processing: ReplicatePrediction<'processing'>;
  readonly succeeded: ReplicatePrediction<'succeeded'>;
  readonly failed: ReplicatePrediction<'failed'>;
  readonly canceled: ReplicatePrediction<'canceled'>;
}
