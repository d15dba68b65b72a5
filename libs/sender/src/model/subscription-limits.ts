/** What an owner may set: deliveries of a subscription at once, and how long each may take. */
export const SUBSCRIPTION_LIMITS = {
  concurrency: { min: 1, max: 1_000 },
  timeoutMs: { min: 100, max: 30_000 },
} as const;
