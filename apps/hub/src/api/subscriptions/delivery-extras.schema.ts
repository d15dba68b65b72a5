import { DELETED_BODIES, LEGACY_STYLES, NOTIFICATION_METHODS, SIGNATURES } from '@kanca/sender';
import { z } from 'zod';

const text = z.string().max(4_096);
const pem = z.string().max(65_536);

const AUTH_FORMS =
  'has to be an object whose type is basic, bearer, apiKey, oauth2 or mtls, such as { "type": "bearer", "token": "…" }';

const authSchema = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ type: z.literal('basic'), username: text, password: text }),
      z.strictObject({ type: z.literal('bearer'), token: text }),
      z.strictObject({ type: z.literal('apiKey'), header: z.string().max(256), value: text }),
      z.strictObject({
        type: z.literal('oauth2'),
        tokenUrl: z.string().max(2_048),
        clientId: text,
        clientSecret: text,
        scope: text.optional(),
        audience: text.optional(),
        clientAuth: z.enum(['basic', 'body']).optional().describe('Where the credentials go (basic).'),
      }),
      z.strictObject({
        type: z.literal('mtls'),
        certificate: pem.optional(),
        privateKey: pem.optional(),
        ca: pem.optional().describe('The only authorities that may vouch for the endpoint.'),
      }),
    ],
    AUTH_FORMS,
  )
  .describe('How Kanca authenticates at the endpoint. Sealed, and never shown again.')
  .meta({ id: 'EndpointAuth' });

const signaturesSchema = z
  .array(
    z.union(
      [
        z.enum(SIGNATURES),
        z.strictObject({ style: z.enum(LEGACY_STYLES), header: z.string().min(1).max(256).optional() }),
      ],
      `has to be ${SIGNATURES.join(', ')}, or { "style": "${LEGACY_STYLES.join('" or "')}", "header": "…" }`,
    ),
  )
  .describe(
    'v1: with the secret. v1a: with the key pair of the tenant, too; see /.well-known/kanca/jwks.json. { style, header? }: one more header, for subscribers that know it from before.',
  );

const methodSchema = z.enum(NOTIFICATION_METHODS);
const noRetryStatusesSchema = z
  .array(z.int())
  .describe('Answers with one of these statuses (300 to 599) end a delivery at once: it becomes a dead letter.');
const deletedBodySchema = z.enum(DELETED_BODIES);

/** What an owner may set of signatures, authentication and transformation. */
export const deliveryExtras = {
  signatures: signaturesSchema.min(1).max(5).optional(),
  auth: authSchema.nullable().optional(),
  transformation: z
    .strictObject({ code: z.string().min(1).max(65_536) })
    .nullable()
    .optional()
    .describe('JavaScript that rewrites what is sent: function transform({ event, headers }) { return { data }; }'),
  method: methodSchema.nullable().optional().describe('The HTTP method; null: that of the format.'),
  noRetryStatuses: noRetryStatusesSchema.optional(),
  deletedBody: deletedBodySchema
    .nullable()
    .optional()
    .describe('fastcomments: what the body of a deletion holds, the id alone (id, the default) or the whole data.'),
};

/** The same as it is shown. */
export const shownDeliveryExtras = {
  signatures: signaturesSchema,
  auth: z.record(z.string(), z.unknown()).nullable().describe('The type and the names, never a credential.'),
  transformation: z.object({ code: z.string() }).nullable(),
  method: methodSchema.nullable(),
  noRetryStatuses: noRetryStatusesSchema,
  deletedBody: deletedBodySchema.nullable(),
};

export const transformationPreviewSchema = z.strictObject({
  code: z.string().min(1).max(65_536).optional().describe("The subscription's own where it is missing."),
  event: z.string().max(64).optional().describe('evt_…; a sample where it is missing.'),
});

export const previewSchema = z
  .union([
    z.object({
      ok: z.literal(true),
      cancelled: z.boolean(),
      data: z.unknown(),
      headers: z.record(z.string(), z.string()),
      method: z.string().nullable().describe('null, as contentType and body are, when it cancels: nothing is sent.'),
      contentType: z.string().nullable(),
      body: z.string().nullable(),
    }),
    z.object({ ok: z.literal(false), error: z.string(), line: z.int().nullable() }),
  ])
  .meta({ id: 'TransformationPreview' });
