export type * from './postmark.events.js';
export * from './postmark.receiver.js';
