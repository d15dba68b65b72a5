export type * from './bitbucket.events.js';
export * from './bitbucket.receiver.js';
