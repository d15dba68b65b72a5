export type * from './airtable.events.js';
export * from './airtable.receiver.js';
