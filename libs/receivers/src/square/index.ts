export type * from './square.events.js';
export * from './square.receiver.js';
