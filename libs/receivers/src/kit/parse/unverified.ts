/**
 * What is read of a body before it is verified, in bytes: 512 KiB. More than the providers send that sign parsed parts or put a token
 * into the body, and little enough that a stranger's request costs the hub a few milliseconds. What is only hashed has no such bound.
 */
export const MAX_UNVERIFIED_BYTES = 524_288;
