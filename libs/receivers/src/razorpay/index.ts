export type * from './razorpay.events.js';
export * from './razorpay.receiver.js';
