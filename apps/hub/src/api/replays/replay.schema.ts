import { z } from 'zod';
import { timeSchema } from '../schemas/page.schema.js';
import { rateSchema } from '../schemas/rate.schema.js';

const filterSchema = z
  .strictObject({
    ids: z.array(z.string()).optional().describe('evt_…, up to 1,000.'),
    type: z.string().optional().describe('An event type pattern: invoice.paid, stripe.*'),
    source: z.string().optional(),
    subject: z.string().optional(),
    since: timeSchema.optional(),
    until: timeSchema.optional(),
    state: z
      .enum(['dead', 'failed', 'missing'])
      .optional()
      .describe(
        'By the last delivery of an event to a consumer. dead: it is a dead letter; failed: that, or it waits for its next attempt, ' +
          'which is then due now; missing: none was delivered and none is under way. Without it, every consumer that the event ' +
          'matches now hears of it again.',
      ),
    consumer: z.string().optional().describe("sub_…, hdl_…, or a handler's name: the only one that hears again."),
    all: z.boolean().optional().describe('Needed when nothing else narrows the filter.'),
  })
  .describe('Which events are delivered again; all that is given must match.')
  .meta({ id: 'ReplayFilter' });

export const createReplaySchema = z
  .strictObject({
    filter: filterSchema,
    dryRun: z.boolean().default(false).describe('Only counts.'),
    rate: rateSchema.optional().describe('Deliveries a second; as many as can be made when it is missing.'),
    consumer: z.string().optional().describe('The same as filter.consumer.'),
  })
  .meta({ id: 'CreateReplay' });

export const replayForecastSchema = z
  .object({
    count: z.int().describe('Deliveries that would be made, or be due now instead of later.'),
    complete: z.boolean().describe('Whether everything was counted within 10 seconds; else there are more.'),
    examined: z.int(),
    skipped: z.int(),
    gone: z.int(),
  })
  .meta({ id: 'ReplayForecast' });

export const replaySchema = z
  .object({
    id: z.string(),
    tenant: z.string().nullable().describe('null: the events of every tenant.'),
    state: z.enum(['running', 'paused', 'done', 'cancelled', 'failed']),
    filter: z.record(z.string(), z.unknown()),
    rate: z.number().nullable().describe('Deliveries a second; null: as many as can be made.'),
    until: z.iso.datetime().describe('Only events that were received before then.'),
    progress: z.object({
      examined: z.int().describe('Events that were looked at.'),
      made: z.int().describe('Deliveries that were made.'),
      hastened: z.int().describe('Deliveries that waited for their next attempt and are due now.'),
      skipped: z.int().describe('Pairs of event and consumer with a delivery under way.'),
      gone: z.int().describe('Events whose bytes are older than the retention.'),
    }),
    error: z.string().nullable(),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Replay' });

export const replayEventSchema = z.strictObject({
  consumer: z.string().optional().describe("sub_…, hdl_…, or a handler's name: the only one that hears again."),
});

export const eventReplayedSchema = z
  .object({
    id: z.string(),
    deliveries: z.int().describe('How many were made.'),
    skipped: z.int().describe('Consumers that have a delivery of the event under way.'),
  })
  .meta({ id: 'EventReplayed' });
