export type * from './plivo.events.js';
export * from './plivo.receiver.js';
