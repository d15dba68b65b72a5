export type * from './asana.events.js';
export * from './asana.receiver.js';
