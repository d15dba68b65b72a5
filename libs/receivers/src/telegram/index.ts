export type * from './telegram.events.js';
export * from './telegram.receiver.js';
