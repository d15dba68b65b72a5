export type * from './kudu.events.js';
export * from './kudu.receiver.js';
