export type * from './azure-container-registry.events.js';
export * from './azure-container-registry.receiver.js';
