import type { AttemptResult } from '@kanca/dispatch';

/** Nothing can be signed. */
export const NO_SECRET: AttemptResult = {
  outcome: { kind: 'failed' },
  error: 'Every secret has expired: rotate the secret.',
};
