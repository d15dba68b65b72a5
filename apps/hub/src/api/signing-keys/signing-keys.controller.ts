import { SigningKeys, type PublicJwk, type PublicKeyView } from '@kanca/sender';
import { Body, Controller, Get, Header, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { valid } from '../../http/valid.pipe.js';
import { jwksSchema, publicKeysSchema, rotateKeySchema, tenantQuerySchema } from './secret.schema.js';

const TAG = 'Signing keys';

@Controller()
export class SigningKeysController {
  constructor(private readonly keys: SigningKeys) {}

  @Get('.well-known/kanca/jwks.json')
  @Header('cache-control', 'public, max-age=300')
  @Operation({
    summary: 'The public keys that verify v1a signatures, as a JWK set; no API key is needed',
    tag: TAG,
    scope: null,
    response: jwksSchema,
  })
  jwks(): Promise<{ readonly keys: readonly PublicJwk[] }> {
    return this.keys.jwks();
  }

  @Get('api/v1/signing-keys')
  @Operation({
    summary: 'List the public keys of a tenant, newest first',
    tag: TAG,
    scope: 'read',
    query: tenantQuerySchema,
    response: publicKeysSchema,
  })
  async list(
    @Query(valid(tenantQuerySchema)) { tenant }: z.infer<typeof tenantQuerySchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<{ readonly data: readonly PublicKeyView[] }> {
    return { data: await this.keys.list(tenancy.choose(tenant)) };
  }

  @Post('api/v1/signing-keys/rotate')
  @Operation({
    summary: "Make a new key pair for a tenant's v1a signatures; the ones before sign on for a while",
    tag: TAG,
    scope: 'manage',
    body: rotateKeySchema,
    response: publicKeysSchema,
  })
  async rotate(
    @Body(valid(rotateKeySchema)) { tenant, overlapSeconds }: z.infer<typeof rotateKeySchema>,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<{ readonly data: readonly PublicKeyView[] }> {
    const overlapMs = overlapSeconds === undefined ? undefined : overlapSeconds * 1_000;
    return { data: await this.keys.rotate(tenancy.choose(tenant), overlapMs) };
  }
}
