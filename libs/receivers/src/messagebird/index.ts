export type * from './messagebird.events.js';
export * from './messagebird.receiver.js';
