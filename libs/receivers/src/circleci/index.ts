export type * from './circleci.events.js';
export * from './circleci.receiver.js';
