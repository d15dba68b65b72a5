export type * from './calendly.events.js';
export * from './calendly.receiver.js';
