import { z } from 'zod';
import { pageQuerySchema, timeSchema } from '../schemas/page.schema.js';

export const deliveryQuerySchema = pageQuerySchema.extend({
  state: z.string().optional(),
  consumer: z.string().optional(),
  event: z.string().optional(),
  type: z.string().optional(),
  since: timeSchema.optional(),
  resolved: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe(
      'false leaves out dead letters whose event was delivered to the consumer later, by a replay; true shows only those.',
    ),
});

export const deliverySchema = z
  .object({
    id: z.string(),
    tenant: z.string(),
    event: z.object({ id: z.string(), type: z.string() }),
    consumer: z.object({ id: z.string(), kind: z.enum(['handler', 'subscription']), name: z.string() }),
    state: z.enum(['pending', 'running', 'delivered', 'dead', 'held', 'cancelled']),
    attemptCount: z.int(),
    nextAttemptAt: z.iso.datetime().nullable(),
    waitsFor: z
      .enum(['turn', 'decision', 'resume', 'verification'])
      .nullable()
      .describe(
        'turn: an earlier delivery of its key, or an earlier handler, has not ended; decision: it has failed for good and its key waits ' +
          'until you retry or cancel it; resume: its consumer is paused or disabled; verification: its endpoint must be verified first.',
      ),
    replayId: z.string().nullable().describe('The replay that made it.'),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    resolvedBy: z
      .string()
      .nullable()
      .describe('Of a dead letter: the later delivery of the same event to the same consumer that succeeded.'),
  })
  .meta({ id: 'Delivery' });

export const attemptSchema = z
  .object({
    id: z.string(),
    deliveryId: z.string(),
    number: z.int(),
    outcome: z.string(),
    stale: z.boolean(),
    status: z.int().nullable(),
    error: z.string().nullable(),
    startedAt: z.iso.datetime(),
    durationMs: z.int(),
    detail: z.unknown(),
  })
  .meta({ id: 'Attempt' });
