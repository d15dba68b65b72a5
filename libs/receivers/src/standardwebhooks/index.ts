export type * from './standardwebhooks.events.js';
export * from './standardwebhooks.receiver.js';
