import { z } from 'zod';

const leaseSeconds = z
  .int()
  .min(1)
  .max(3_600)
  .describe(
    'For how long nobody else gets them. What is not settled by then is delivered again, which spends an attempt.',
  );
const lease = z.string().max(64).describe('lse_…, as the fetch answered.');
const deliveries = z
  .array(z.string().max(64))
  .max(200)
  .optional()
  .describe('dlv_… ids; all that the lease holds when it is missing.');

export const fetchSchema = z
  .strictObject({
    limit: z.int().min(1).max(200).default(50),
    leaseSeconds: leaseSeconds.default(30),
    waitSeconds: z.int().min(0).max(30).default(0).describe('How long to wait for something when nothing is there.'),
  })
  .meta({ id: 'FetchOptions' });

export const fetchedSchema = z
  .object({
    lease: z.string().nullable(),
    leaseUntil: z.iso.datetime().nullable(),
    deliveries: z.array(
      z.object({
        id: z.string(),
        attempt: z.int(),
        type: z.string(),
        headers: z.record(z.string(), z.string()).describe('As they would have been sent, the signature included.'),
        body: z.string(),
        bodyEncoding: z.enum(['utf8', 'base64']),
      }),
    ),
  })
  .meta({ id: 'FetchedDeliveries' });

export const commitSchema = z.strictObject({ lease, deliveries });

export const releaseSchema = z.strictObject({
  lease,
  deliveries,
  error: z.string().max(1_000).optional().describe('Why; shown with the attempt.'),
  retryAfterSeconds: z
    .int()
    .min(0)
    .max(86_400)
    .optional()
    .describe("By the subscription's schedule when it is missing."),
});

export const extendSchema = z.strictObject({ lease, leaseSeconds });

export const settledSchema = z
  .object({
    settled: z.array(z.string()),
    lapsed: z.array(z.string()).describe('Their lease had lapsed: they are delivered again.'),
  })
  .meta({ id: 'SettledDeliveries' });

export const streamQuerySchema = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(20)
    .describe('Deliveries that are sent before they have to be settled.'),
  leaseSeconds: z.coerce.number().int().min(1).max(3_600).default(30),
});
