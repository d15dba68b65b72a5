import { z } from 'zod';
import { pageQuerySchema, timeSchema } from '../schemas/page.schema.js';
import { tenantSchema } from '../schemas/tenant.schema.js';

export const publishSchema = z
  .strictObject({
    type: z
      .string()
      .describe(
        'Dotted, for example invoice.paid. The first word is not the name of a provider, as in github.push, unless the key has the ' +
          'scope manage or admin besides: only a verified request brings the events of a provider.',
      ),
    data: z
      .unknown()
      .refine((value) => value !== undefined, 'is missing: any JSON value will do')
      .describe('Any JSON value.'),
    id: z.string().optional().describe('Yours: publishing it again stores nothing new.'),
    subject: z.string().max(1024).optional(),
    time: timeSchema.optional(),
    cause: z
      .string()
      .max(64)
      .optional()
      .describe(
        'evt_…: the event that this one is a consequence of, as its webhook-id has it. A chain that feeds itself is refused with 508 then.',
      ),
    tenant: tenantSchema.optional(),
  })
  .meta({ id: 'PublishEvent' });

export const publishBatchSchema = z.strictObject({ events: z.array(publishSchema).min(1).max(1_000) });

export const eventQuerySchema = pageQuerySchema.extend({
  type: z.string().optional(),
  source: z.string().optional(),
  subject: z.string().optional(),
  state: z.string().optional(),
  since: timeSchema.optional(),
  until: timeSchema.optional(),
});

export const eventSummarySchema = z
  .object({
    id: z.string(),
    tenant: z.string(),
    provider: z.string().nullable(),
    source: z.string(),
    type: z.string(),
    subject: z.string().nullable(),
    time: z.iso.datetime(),
    receivedAt: z.iso.datetime(),
    duplicates: z.int(),
    cause: z.string().nullable().describe('The event whose handler or subscriber published this one.'),
    depth: z.int().describe('How many events came before it in its chain.'),
  })
  .meta({ id: 'EventSummary' });

export const receiptSchema = z
  .object({
    id: z.string(),
    deliveries: z.int(),
    duplicate: z.boolean(),
    warnings: z
      .array(z.string())
      .optional()
      .describe('What does not fit the schema of its event type, which only warns; and that the type is deprecated.'),
  })
  .meta({ id: 'Receipt' });

export const receiptOfBatchSchema = receiptSchema.extend({
  error: z
    .object({ code: z.string(), detail: z.string() })
    .optional()
    .describe('Why this one was not stored, when its id was that of an event of another type (idempotency_mismatch).'),
});
