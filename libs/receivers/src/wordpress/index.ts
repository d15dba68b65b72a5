export type * from './wordpress.events.js';
export * from './wordpress.receiver.js';
