export type * from './sentry.events.js';
export * from './sentry.receiver.js';
