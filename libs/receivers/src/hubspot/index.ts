export type * from './hubspot.events.js';
export * from './hubspot.receiver.js';
