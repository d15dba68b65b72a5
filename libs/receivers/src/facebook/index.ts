export type * from './facebook.events.js';
export * from './facebook.receiver.js';
