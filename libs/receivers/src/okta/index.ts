export type * from './okta.events.js';
export * from './okta.receiver.js';
