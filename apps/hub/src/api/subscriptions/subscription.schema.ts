import { BUILT_IN_FORMATS } from '@kanca/sender';
import { z } from 'zod';
import { deliveryExtras, shownDeliveryExtras } from './delivery-extras.schema.js';
import { endpointHealthSchema } from './endpoint-health.schema.js';
import { pageQuerySchema } from '../schemas/page.schema.js';
import { rateSchema } from '../schemas/rate.schema.js';
import { retryPolicySchema } from '../schemas/retry-policy.schema.js';
import { publicKeySchema } from '../signing-keys/secret.schema.js';
import { tenantSchema } from '../schemas/tenant.schema.js';
import { verificationSchema } from './verification.schema.js';

export const formatSchema = z
  .string()
  .max(64)
  .describe(BUILT_IN_FORMATS.map(({ name, description }) => `${name}: ${description}`).join(' '));

const whereSchema = z
  .record(z.string(), z.unknown())
  .describe('Which events, by what is in them: { "data.amount": { "$gt": 100 } }')
  .meta({ id: 'Where' });

const onPoisonSchema = z
  .enum(['skip', 'block'])
  .describe('What a delivery that cannot succeed means for the later ones of its key.');

const batchSchema = z
  .strictObject({ maxEvents: z.int(), maxWaitMs: z.int() })
  .describe('Several deliveries in one request, as a JSON array: maxEvents at most, gathered for maxWaitMs at most.')
  .meta({ id: 'BatchPolicy' });

const editable = {
  filters: z.array(z.string()).max(200).describe('Event type patterns: *, stripe.*, !stripe.invoice.*'),
  description: z.string().max(1_000).optional(),
  format: formatSchema.optional(),
  headers: z.record(z.string(), z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional().describe('Put into every body beside id, type and data.'),
  retry: retryPolicySchema
    .nullable()
    .optional()
    .describe("null: that of the event's type, else of the format, else of the hub."),
  concurrency: z.int().optional(),
  timeoutMs: z.int().optional(),
  where: whereSchema.nullable().optional(),
  rateLimit: rateSchema.nullable().optional().describe('Deliveries a second at most, over all replicas.'),
  orderBy: z
    .string()
    .nullable()
    .optional()
    .describe('A path such as data.customer.id: events of one value go out one after the other, in order.'),
  onPoison: onPoisonSchema.optional(),
  batch: batchSchema.nullable().optional(),
  ...deliveryExtras,
  enabled: z.boolean().optional(),
  requireVerification: z.boolean().optional().describe('Hold its deliveries while it is not verified.'),
};

export const createSubscriptionSchema = z
  .strictObject({
    uri: z.string().max(2_048).default('').describe('Where notifications go. Needed, unless delivery is pull.'),
    delivery: z
      .enum(['push', 'pull'])
      .optional()
      .describe('pull: nobody is called; the subscriber fetches its deliveries (POST …/fetch, or GET …/stream).'),
    ...editable,
    filters: editable.filters.default(['*']),
    secret: z.string().optional().describe('whsec_…; made when it is missing.'),
    key: z.string().min(1).max(100).optional(),
    tenant: tenantSchema.optional(),
  })
  .meta({ id: 'CreateSubscription' });

export const patchSubscriptionSchema = z
  .strictObject({
    uri: z.string().max(2_048).optional(),
    ...editable,
    filters: editable.filters.optional(),
  })
  .meta({ id: 'PatchSubscription' });

export const subscriptionQuerySchema = pageQuerySchema.extend({
  key: z.string().max(100).optional(),
  state: z.enum(['enabled', 'paused', 'disabled']).optional(),
  type: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .describe('An event type: those that hear of it, as far as the type tells.'),
});

export const rotateSecretSchema = z.strictObject({
  overlapSeconds: z.int().min(0).max(604_800).optional().describe('How long the secrets before sign on (86400).'),
  secret: z.string().optional(),
});

export const subscriptionSchema = z
  .object({
    id: z.string(),
    tenant: z.string(),
    key: z.string().nullable(),
    uri: z.string(),
    delivery: z.enum(['push', 'pull']),
    description: z.string().nullable(),
    filters: z.array(z.string()),
    format: formatSchema,
    state: z.enum(['enabled', 'paused', 'disabled']),
    disabledReason: z.string().nullable(),
    headers: z.record(z.string(), z.string()),
    properties: z.record(z.string(), z.unknown()),
    retry: retryPolicySchema,
    retryIsOwn: z.boolean().describe("If not, the policy of an event's type comes before it."),
    concurrency: z.int(),
    timeoutMs: z.int(),
    where: whereSchema.nullable(),
    rateLimit: z.number().nullable(),
    orderBy: z.string().nullable(),
    onPoison: onPoisonSchema,
    batch: batchSchema.nullable(),
    ...shownDeliveryExtras,
    publicKeys: z.array(publicKeySchema).optional().describe('That verify its v1a signatures; where one is shown.'),
    secrets: z.array(z.object({ id: z.string(), createdAt: z.iso.datetime(), expiresAt: z.iso.datetime().nullable() })),
    requireVerification: z.boolean(),
    verification: verificationSchema,
    health: endpointHealthSchema,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Subscription' });

export const subscriptionWithSecretSchema = subscriptionSchema.extend({
  secret: z.string().describe('Shown this once.'),
});

/** Beside a subscription that is shown alone, or was just made or changed. */
export const warned = {
  warnings: z
    .array(z.string())
    .describe('What was probably not meant, such as a filter with a misspelt event of a known provider.'),
};
