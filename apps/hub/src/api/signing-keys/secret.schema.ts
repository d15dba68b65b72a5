import { z } from 'zod';

const inFuture = z.iso.datetime({ offset: true });

export const secretSchema = z
  .object({
    id: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable().describe('To the minute.'),
  })
  .meta({ id: 'SubscriptionSecret' });

export const secretsSchema = z.object({ data: z.array(secretSchema) });

export const addSecretSchema = z.strictObject({
  secret: z.string().max(512).optional().describe('Made when it is missing.'),
  expiresAt: inFuture.nullable().optional().describe('When it stops signing (never).'),
});

export const addedSecretSchema = secretSchema.extend({ secret: z.string().describe('Shown this once.') });

export const expireSecretSchema = z.strictObject({ expiresAt: inFuture.nullable() });

export const publicKeySchema = z
  .object({
    id: z.string().describe('kid in the JWKS.'),
    publicKey: z.string().describe('whpk_…'),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'PublicKey' });

export const publicKeysSchema = z.object({ data: z.array(publicKeySchema) });

export const rotateKeySchema = z.strictObject({
  tenant: z.string().min(1).max(100).optional(),
  overlapSeconds: z.int().min(0).max(2_592_000).optional().describe('How long the keys before sign on (86400).'),
});

export const tenantQuerySchema = z.object({ tenant: z.string().min(1).max(100).optional() });

export const jwksSchema = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        x: z.string(),
        kid: z.string(),
        use: z.literal('sig'),
        alg: z.literal('EdDSA'),
      }),
    ),
  })
  .meta({ id: 'JwkSet' });
