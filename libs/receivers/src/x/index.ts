export type * from './x.events.js';
export * from './x.receiver.js';
