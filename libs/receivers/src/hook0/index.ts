export type * from './hook0.events.js';
export * from './hook0.receiver.js';
