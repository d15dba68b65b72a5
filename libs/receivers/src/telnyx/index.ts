export type * from './telnyx.events.js';
export * from './telnyx.receiver.js';
