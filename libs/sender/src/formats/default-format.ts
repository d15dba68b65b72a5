import type { standard } from './standard.format.js';

/** What is meant when none is named. */
export const DEFAULT_FORMAT: (typeof standard)['name'] = 'standard';
