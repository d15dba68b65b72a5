import { z } from 'zod';
import { timeSchema } from '../schemas/page.schema.js';
import { rateSchema } from '../schemas/rate.schema.js';
import { retryPolicySchema } from '../schemas/retry-policy.schema.js';

export const retryPreviewSchema = z
  .strictObject({
    retry: retryPolicySchema.optional().describe('A policy to try out.'),
    subscription: z.string().optional().describe('sub_…: the policy that it has.'),
    type: z.string().max(256).optional().describe('With a subscription: the policy of an event of this type there.'),
    from: timeSchema.optional().describe('When the first attempt is made (now).'),
  })
  .meta({ id: 'RetryPreview' });

export const retryScheduleSchema = z
  .object({
    retry: retryPolicySchema,
    attempts: z.array(
      z.object({
        number: z.int(),
        afterMs: z.number().describe('After the first attempt, without jitter.'),
        at: z.iso.datetime(),
        latestAt: z.iso.datetime().describe('With all of the jitter that may be added.'),
      }),
    ),
    lastsMs: z.number().describe('From the first attempt to the last, without jitter.'),
  })
  .meta({ id: 'RetrySchedule' });

export const resendSchema = z.strictObject({ uri: z.string().max(2_048).describe('Where to send it, this once.') });

export const resentSchema = z
  .object({
    uri: z.string(),
    status: z.int().nullable().describe('null: there was no answer.'),
    headers: z.record(z.string(), z.string()),
    body: z.string().describe('The beginning of it, up to 16 KiB.'),
    truncated: z.boolean(),
    latencyMs: z.number().nullable(),
    failure: z.string().nullable().describe('Why there was no answer.'),
  })
  .meta({ id: 'Resent' });

export const recoverSchema = z
  .strictObject({
    since: timeSchema.optional().describe('Events that were received from then on; all that are kept, without it.'),
    rate: rateSchema.optional().describe('Deliveries a second.'),
    dryRun: z.boolean().default(false).describe('Only counts.'),
  })
  .meta({ id: 'Recover' });
