export type * from './google-pubsub.events.js';
export * from './google-pubsub.receiver.js';
