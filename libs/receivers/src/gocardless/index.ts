export type * from './gocardless.events.js';
export * from './gocardless.receiver.js';
