import { z } from 'zod';

const jitter = z.number().min(0).max(1).default(0.1).describe('Adds up to this part of the delay, at random.');

const FORMS =
  'has to be { "kind": "list", "delaysMs" }, { "kind": "linear", "stepMs", "maxAttempts" } or ' +
  '{ "kind": "exponential", "firstMs", "factor", "maxMs", "maxAttempts" }';

/** A retry policy as people write it. */
export const retryPolicySchema = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('list'), delaysMs: z.array(z.number().min(0)).max(99), jitter }),
      z.strictObject({
        kind: z.literal('linear'),
        stepMs: z.number().min(0),
        maxAttempts: z.int().min(1).max(100),
        jitter,
      }),
      z.strictObject({
        kind: z.literal('exponential'),
        firstMs: z.number().min(0),
        factor: z.number().min(1),
        maxMs: z.number().min(0),
        maxAttempts: z.int().min(1).max(100),
        jitter,
      }),
    ],
    FORMS,
  )
  .describe('How often and how late a delivery is tried again.')
  .meta({ id: 'RetryPolicy' });
