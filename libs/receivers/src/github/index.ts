export type * from './github.events.js';
export * from './github.receiver.js';
