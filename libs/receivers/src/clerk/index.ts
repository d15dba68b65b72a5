export type * from './clerk.events.js';
export * from './clerk.receiver.js';
