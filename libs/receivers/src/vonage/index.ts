export type * from './vonage.events.js';
export * from './vonage.receiver.js';
