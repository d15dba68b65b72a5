export type * from './azure-alert.events.js';
export * from './azure-alert.receiver.js';
