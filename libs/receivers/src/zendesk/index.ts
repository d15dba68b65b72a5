export type * from './zendesk.events.js';
export * from './zendesk.receiver.js';
