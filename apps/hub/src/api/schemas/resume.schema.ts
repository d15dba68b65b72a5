import { z } from 'zod';
import { rateSchema } from './rate.schema.js';

/** What happens to the waiting deliveries of a consumer when it is resumed. */
export const resumeSchema = z
  .strictObject({
    deliver: z
      .union([z.enum(['all', 'none']), z.strictObject({ last: z.int().describe('So many of the newest.') })])
      .default('all')
      .describe('What was held and is not delivered is cancelled.'),
    rate: rateSchema.optional().describe('Deliveries a second, until all that was held was tried once.'),
  })
  .meta({ id: 'ResumeOptions' });

export const backlogSchema = z
  .object({
    delivering: z.int().describe('Deliveries that go out.'),
    cancelled: z.int(),
  })
  .meta({ id: 'Backlog' });
