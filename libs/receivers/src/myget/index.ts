export type * from './myget.events.js';
export * from './myget.receiver.js';
