export type * from './svix.events.js';
export * from './svix.receiver.js';
