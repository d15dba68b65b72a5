export type * from './qstash.events.js';
export * from './qstash.receiver.js';
