/** What stands where a secret stood. */
export const BLOT = '[redacted]';
