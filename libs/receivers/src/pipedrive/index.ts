export type * from './pipedrive.events.js';
export * from './pipedrive.receiver.js';
