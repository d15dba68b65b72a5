export type * from './aws-sns.events.js';
export * from './aws-sns.receiver.js';
