export type * from './polar.events.js';
export * from './polar.receiver.js';
