export type * from './auth0.events.js';
export * from './auth0.receiver.js';
