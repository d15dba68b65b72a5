export type * from './wise.events.js';
export * from './wise.receiver.js';
