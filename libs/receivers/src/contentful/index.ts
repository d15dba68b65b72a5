export type * from './contentful.events.js';
export * from './contentful.receiver.js';
