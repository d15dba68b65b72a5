export type * from './generic-json.events.js';
export * from './generic-json.receiver.js';
