export type * from './event-grid.events.js';
export * from './event-grid.receiver.js';
