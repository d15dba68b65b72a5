export type * from './linear.events.js';
export * from './linear.receiver.js';
