export type * from './lemonsqueezy.events.js';
export * from './lemonsqueezy.receiver.js';
