import type { Kind } from '../kind.js';

/** Any JSON value, or none. */
export const anything: Kind = { faults: () => [], schema: () => ({}) };
