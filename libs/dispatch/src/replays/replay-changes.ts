import type { ReplayJobState } from './replay.entity.js';

/** What an operator may make of a replay: to which state, and from which. */
export const REPLAY_CHANGES = {
  cancel: { to: 'cancelled', from: ['running', 'paused', 'failed'] },
  pause: { to: 'paused', from: ['running'] },
  resume: { to: 'running', from: ['paused', 'failed'] },
} as const satisfies Record<string, { readonly to: ReplayJobState; readonly from: readonly ReplayJobState[] }>;

export type ReplayAction = keyof typeof REPLAY_CHANGES;
