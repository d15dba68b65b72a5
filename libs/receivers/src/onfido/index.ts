export type * from './onfido.events.js';
export * from './onfido.receiver.js';
