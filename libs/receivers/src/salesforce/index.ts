export type * from './salesforce.events.js';
export * from './salesforce.receiver.js';
