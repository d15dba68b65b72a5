export type * from './segment.events.js';
export * from './segment.receiver.js';
