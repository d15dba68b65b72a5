import { Controller, Get } from '@nestjs/common';
import { HubIdentity } from '../../observability/hub-identity.js';
import { CallingKey } from '../../http/caller.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import type { Caller } from '../../keys/caller.js';
import { Whoami } from './whoami.dto.js';

@Controller('api/v1/whoami')
export class WhoamiController {
  constructor(private readonly identity: HubIdentity) {}

  @Get()
  @Operation({
    summary: 'Who calls and what they may do, and which hub answers',
    tag: 'Keys',
    scope: 'any',
    response: Whoami,
  })
  tell(@CallingKey() { actor, scopes, tenant }: Caller): Whoami {
    const { version, publicUrl } = this.identity;
    return { actor, scopes: [...scopes], tenant, hub: { version, publicUrl } };
  }
}
