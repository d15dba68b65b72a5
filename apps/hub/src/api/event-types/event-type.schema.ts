import { EVENT_VALIDATIONS } from '@kanca/sender';
import { z } from 'zod';
import { pageQuerySchema } from '../schemas/page.schema.js';
import { retryPolicySchema } from '../schemas/retry-policy.schema.js';
import { tenantSchema } from '../schemas/tenant.schema.js';

const jsonSchema = z
  .union(
    [z.boolean(), z.record(z.string(), z.unknown())],
    'has to be a JSON Schema: an object such as { "type": "object" }, true or false',
  )
  .describe(
    'JSON Schema of data, draft 2020-12; or draft-07, where its $schema says so. References stay inside (#/$defs/…); patterns are those of RE2.',
  );

const editable = {
  description: z.string().max(10_000).optional(),
  schema: jsonSchema.optional(),
  example: z.unknown().optional().describe('A sample of data; it has to fit the schema. Test calls send it.'),
  deprecated: z.boolean().optional(),
  validation: z
    .enum(EVENT_VALIDATIONS)
    .optional()
    .describe('What becomes of data that does not fit; without it, what KANCA_EVENT_VALIDATION says.'),
  retry: retryPolicySchema.optional().describe('For subscriptions that have no policy of their own.'),
};

const ownerSchema = z
  .union([tenantSchema, z.literal('*')])
  .describe('* is every tenant, for keys that are bound to none.');

/** As `kanca.yaml` has them. */
export const configuredEventTypeSchema = z.strictObject({
  name: z.string().min(1).max(256),
  ...editable,
  tenant: ownerSchema.default('default'),
});

export const createEventTypeSchema = z
  .strictObject({
    name: z.string().min(1).max(256).describe('Dotted, for example invoice.paid.'),
    ...editable,
    tenant: ownerSchema.optional(),
  })
  .meta({ id: 'CreateEventType' });

export const putEventTypeSchema = z
  .strictObject({ ...editable, tenant: ownerSchema.optional() })
  .meta({ id: 'PutEventType' });

export const eventTypeQuerySchema = z.strictObject({ tenant: ownerSchema.optional() });

export const putEventTypeQuerySchema = z.strictObject({
  force: z
    .enum(['true', 'false'])
    .optional()
    .describe('true changes the schema although a subscriber or a publisher may trip over it.'),
});

export const eventTypeListQuerySchema = pageQuerySchema.extend({ cursor: z.string().max(1_024).optional() });

export const eventTypeSchema = z
  .object({
    name: z.string(),
    tenant: z.string(),
    description: z.string().nullable(),
    schema: jsonSchema.nullable(),
    example: z.unknown(),
    deprecated: z.boolean(),
    validation: z.enum(EVENT_VALIDATIONS).nullable(),
    retry: retryPolicySchema.nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'EventType' });

export const eventTypePutSchema = eventTypeSchema.extend({
  breaking: z
    .array(z.object({ field: z.string(), problem: z.string(), breaks: z.enum(['subscribers', 'publishers', 'both']) }))
    .describe('What the change may break, when it was forced.'),
});
