export type * from './typeform.events.js';
export * from './typeform.receiver.js';
