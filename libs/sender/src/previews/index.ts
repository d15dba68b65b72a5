export { DryResend, type DryAnswer } from './dry-resend.js';
export { RetryPreview, type RetryAnswer, type RetryQuestion } from './retry-preview.js';
export type { PlannedAttempt } from './retry-schedule.js';
