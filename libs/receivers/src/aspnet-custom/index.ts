export type * from './aspnet-custom.events.js';
export * from './aspnet-custom.receiver.js';
