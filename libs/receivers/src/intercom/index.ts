export type * from './intercom.events.js';
export * from './intercom.receiver.js';
