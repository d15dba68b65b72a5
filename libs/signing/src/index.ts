export * from './byte-encoding.js';
export * from './constant-time-equal.js';
export * from './hmac-digest.js';
