import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { HubIdentity } from '../../observability/hub-identity.js';
import { CallingKey } from '../../http/caller.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import type { Caller } from '../../keys/api-keys.js';
import { SCOPES } from '../../keys/scope.js';

const whoamiSchema = z
  .object({
    scopes: z.array(z.enum(SCOPES)).describe('What the key may do.'),
    tenant: z.string().nullable().describe('The tenant that the key is bound to; null for a key of all tenants.'),
    hub: z.object({
      version: z.string(),
      publicUrl: z.string().describe('What stands before the path in the URLs that providers call: KANCA_PUBLIC_URL.'),
    }),
  })
  .meta({ id: 'Whoami' });

@Controller('api/v1/whoami')
export class WhoamiController {
  constructor(private readonly identity: HubIdentity) {}

  @Get()
  @Operation({
    summary: 'What the key that calls may do, and which hub answers',
    tag: 'Keys',
    scope: 'any',
    response: whoamiSchema,
  })
  tell(@CallingKey() { scopes, tenant }: Caller): z.infer<typeof whoamiSchema> {
    const { version, publicUrl } = this.identity;
    return { scopes: [...scopes], tenant, hub: { version, publicUrl } };
  }
}
