export type * from './line.events.js';
export * from './line.receiver.js';
