export type * from './cloudevents.events.js';
export * from './cloudevents.receiver.js';
