export type * from './box.events.js';
export * from './box.receiver.js';
