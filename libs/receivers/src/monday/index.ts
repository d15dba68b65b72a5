export type * from './monday.events.js';
export * from './monday.receiver.js';
