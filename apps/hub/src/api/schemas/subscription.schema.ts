import { FORMAT_NAMES } from '@kanca/sender';
import { z } from 'zod';
import { retryPolicySchema } from './retry-policy.schema.js';
import { tenantSchema } from './tenant.schema.js';

export const formatSchema = z
  .enum(FORMAT_NAMES)
  .describe(
    'standard: the event in an envelope of JSON. raw: the very bytes that the provider sent. Both are signed with your secret.',
  );

const editable = {
  filters: z.array(z.string()).max(200).describe('Event type patterns: *, stripe.*, !stripe.invoice.*'),
  description: z.string().max(1_000).optional(),
  format: formatSchema.optional(),
  headers: z.record(z.string(), z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional().describe('Put into every body beside id, type and data.'),
  retry: retryPolicySchema.optional(),
  concurrency: z.int().optional(),
  timeoutMs: z.int().optional(),
  enabled: z.boolean().optional(),
};

export const createSubscriptionSchema = z.strictObject({
  uri: z.string().max(2_048),
  ...editable,
  filters: editable.filters.default(['*']),
  secret: z.string().optional().describe('whsec_…; made when it is missing.'),
  key: z.string().min(1).max(100).optional(),
  tenant: tenantSchema.optional(),
});

export const patchSubscriptionSchema = z.strictObject({
  uri: z.string().max(2_048).optional(),
  ...editable,
  filters: editable.filters.optional(),
});

export const rotateSecretSchema = z.strictObject({
  overlapSeconds: z.int().min(0).max(604_800).optional().describe('How long the secrets before sign on (86400).'),
  secret: z.string().optional(),
});

export const subscriptionSchema = z.object({
  id: z.string(),
  tenant: z.string(),
  key: z.string().nullable(),
  uri: z.string(),
  description: z.string().nullable(),
  filters: z.array(z.string()),
  format: formatSchema,
  state: z.enum(['enabled', 'paused', 'disabled']),
  disabledReason: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  properties: z.record(z.string(), z.unknown()),
  retry: retryPolicySchema,
  concurrency: z.int(),
  timeoutMs: z.int(),
  secrets: z.array(z.object({ id: z.string(), createdAt: z.iso.datetime(), expiresAt: z.iso.datetime().nullable() })),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export const subscriptionWithSecretSchema = subscriptionSchema.extend({
  secret: z.string().describe('Shown this once.'),
});
