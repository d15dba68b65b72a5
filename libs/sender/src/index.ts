export { judgeAnswer } from './delivery/judge-answer.js';
export { retryAfterMs } from './delivery/retry-after.js';
export { FORMAT_NAMES, type FormatName } from './formats/formats.js';
export { STANDARD_BODY_KEYS, standardBody } from './formats/standard-body.js';
export * from './sender-settings.js';
export * from './sender-tables.js';
export * from './sender.module.js';
export * from './subscriptions/subscription.js';
export * from './subscriptions/subscriptions.js';
