export type * from './azure-devops.events.js';
export * from './azure-devops.receiver.js';
