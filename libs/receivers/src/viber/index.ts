export type * from './viber.events.js';
export * from './viber.receiver.js';
