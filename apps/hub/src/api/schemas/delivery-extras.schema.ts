import { LEGACY_STYLES, SIGNATURES } from '@kanca/sender';
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
  .describe('How Kanca authenticates at the endpoint. Sealed, and never shown again.');

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

/** What an owner may set of signatures, authentication and transformation. */
export const deliveryExtras = {
  signatures: signaturesSchema.min(1).max(5).optional(),
  auth: authSchema.nullable().optional(),
  transformation: z
    .strictObject({ code: z.string().min(1).max(65_536) })
    .nullable()
    .optional()
    .describe('JavaScript that rewrites what is sent: function transform({ event, headers }) { return { data }; }'),
};

/** The same as it is shown. */
export const shownDeliveryExtras = {
  signatures: signaturesSchema,
  auth: z.record(z.string(), z.unknown()).nullable().describe('The type and the names, never a credential.'),
  transformation: z.object({ code: z.string() }).nullable(),
};

export const transformationPreviewSchema = z.strictObject({
  code: z.string().min(1).max(65_536).optional().describe("The subscription's own where it is missing."),
  event: z.string().max(64).optional().describe('evt_…; a sample where it is missing.'),
});

export const previewSchema = z.union([
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
]);
