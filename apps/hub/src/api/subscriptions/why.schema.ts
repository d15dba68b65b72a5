import { z } from 'zod';
import { attemptSchema, deliverySchema } from '../deliveries/delivery.schema.js';
import { tenantSchema } from '../schemas/tenant.schema.js';

export const whyQuerySchema = z.strictObject({ event: z.string().describe('evt_…') });

export const hypotheticalEventSchema = z
  .strictObject({
    type: z.string().min(1).max(256),
    data: z.unknown().optional(),
    subject: z.string().max(1_024).optional(),
    source: z.string().max(1_024).optional(),
    tenant: tenantSchema.optional().describe("The subscription's own, unless it is another's event."),
  })
  .meta({ id: 'HypotheticalEvent' });

export const whySchema = z
  .object({
    subscription: z.string(),
    event: z.object({ id: z.string().nullable(), type: z.string() }),
    matched: z.boolean().describe('Whether the subscription asks for the event, as it is now.'),
    because: z.string().describe('The reason, in plain words.'),
    checks: z
      .array(
        z.object({
          name: z.enum(['tenant', 'filters', 'where', 'age', 'state', 'health', 'transformation']),
          passed: z.boolean(),
          reason: z.string(),
          pattern: z.string().nullable().optional().describe('The pattern that decided.'),
          conditions: z
            .array(z.object({ condition: z.string(), passed: z.boolean(), found: z.string().nullable() }))
            .optional()
            .describe('Each condition of where, with the value that was found.'),
        }),
      )
      .describe('Everything that decides whether and when it goes out.'),
    delivery: deliverySchema.extend({ attempts: z.array(attemptSchema) }).nullable(),
  })
  .meta({ id: 'Why' });
