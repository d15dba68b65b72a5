export type * from './bitbucket-server.events.js';
export * from './bitbucket-server.receiver.js';
