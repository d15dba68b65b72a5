export type * from './generic.events.js';
export * from './generic.receiver.js';
