export * from './byte-encoding.js';
export * from './constant-time-equal.js';
export * from './hmac-digest.js';
export * from './standard-webhooks/sign-standard.js';
export * from './standard-webhooks/standard-secret.js';
export * from './standard-webhooks/verify-standard.js';
