/** What comes is what the sender calls it: `@OnWebhook('generic', '*')` hears all of it. */
export type GenericEvents = Readonly<Record<string, unknown>>;
