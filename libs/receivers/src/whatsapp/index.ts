export type * from './whatsapp.events.js';
export * from './whatsapp.receiver.js';
