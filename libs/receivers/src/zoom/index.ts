export type * from './zoom.events.js';
export * from './zoom.receiver.js';
