export type * from './github.events.js';
export type * from './github.objects.js';
export * from './github.receiver.js';
