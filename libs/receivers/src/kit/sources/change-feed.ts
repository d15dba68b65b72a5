/** Tells of changes that other processes made: PostgreSQL's NOTIFY, in the hub. */
export abstract class ChangeFeed {
  /** Calls the listener for each change on the channel, and when changes may have been missed. Returns what ends it. */
  abstract onChange(channel: string, listener: () => void): () => void;
}
