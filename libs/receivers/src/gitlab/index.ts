export type * from './gitlab.events.js';
export * from './gitlab.receiver.js';
