import { SigningKeys, type PublicJwk, type PublicKeyView } from '@kanca/sender/management';
import { Body, Controller, Get, Header, Post, Query } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { JwkSet, PublicKey, RotateKey, TenantQuery } from './signing-key.dto.js';
import { dataOf } from '../../dto/page.js';

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
    response: JwkSet,
  })
  jwks(): Promise<{ readonly keys: readonly PublicJwk[] }> {
    return this.keys.jwks();
  }

  @Get('api/v1/signing-keys')
  @Operation({
    summary: 'List the public keys of a tenant, newest first',
    tag: TAG,
    scope: 'read',
    query: TenantQuery,
    response: dataOf(PublicKey),
  })
  async list(
    @Query() { tenant }: TenantQuery,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<{ readonly data: readonly PublicKeyView[] }> {
    return { data: await this.keys.list(tenancy.choose(tenant)) };
  }

  @Post('api/v1/signing-keys/rotate')
  @Operation({
    summary: "Make a new key pair for a tenant's v1a signatures; the ones before sign on for a while",
    tag: TAG,
    scope: 'manage',
    body: RotateKey,
    response: dataOf(PublicKey),
  })
  async rotate(
    @Body() { tenant, overlapSeconds }: RotateKey,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<{ readonly data: readonly PublicKeyView[] }> {
    const overlapMs = overlapSeconds === undefined ? undefined : overlapSeconds * 1_000;
    return { data: await this.keys.rotate(tenancy.choose(tenant), overlapMs) };
  }
}
