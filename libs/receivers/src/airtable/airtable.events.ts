/** Says that there is something to fetch, and not what. */
export interface AirtableNotification {
  readonly base: { readonly id: string };
  readonly webhook: { readonly id: string };
  /** ISO 8601. */
  readonly timestamp: string;
}

/** Airtable sends nothing else. */
export interface AirtableEvents {
  readonly notification: AirtableNotification;
}
