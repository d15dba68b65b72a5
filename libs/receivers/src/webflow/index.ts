export type * from './webflow.events.js';
export * from './webflow.receiver.js';
