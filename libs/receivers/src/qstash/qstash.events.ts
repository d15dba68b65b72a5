/** What is in a message that is no text. */
export interface QstashBytes {
  readonly base64: string;
}

/** Whatever was published: JSON, a text, or bytes. */
export interface QstashEvents {
  readonly message: unknown;
}
