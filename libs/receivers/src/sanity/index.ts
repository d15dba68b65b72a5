export type * from './sanity.events.js';
export * from './sanity.receiver.js';
