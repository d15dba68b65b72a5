export type * from './replicate.events.js';
export * from './replicate.receiver.js';
