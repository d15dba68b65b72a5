/** Which events are meant, in a list and in a replay. What is left out does not narrow. */
export interface EventSelection {
  /** An event type pattern: `invoice.paid`, `stripe.*`. */
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  readonly subject?: string | undefined;
  /** Received from then on. */
  readonly since?: Date | undefined;
  /** Received before then. A replay ends at the moment at which it was asked for, at the latest. */
  readonly until?: Date | undefined;
}
