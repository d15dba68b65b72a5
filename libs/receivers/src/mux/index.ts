export type * from './mux.events.js';
export * from './mux.receiver.js';
