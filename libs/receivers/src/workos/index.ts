export type * from './workos.events.js';
export * from './workos.receiver.js';
